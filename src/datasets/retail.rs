//! `online_retail_sample.csv` and `retail_customers.csv`: a British gift shop, its invoices and its customers.

use std::sync::OnceLock;

use serde::Deserialize;

use super::table::{DatasetError, read_once};

/// One line of an invoice.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct InvoiceLine {
    /// The invoice's number; a cancellation begins with C.
    #[serde(rename = "Invoice")]
    pub invoice: String,
    /// The product's code, or words such as POST for what is none.
    #[serde(rename = "StockCode")]
    pub stock_code: String,
    /// The product in words.
    #[serde(rename = "Description")]
    pub description: Option<String>,
    /// Pieces; negative when they came back.
    #[serde(rename = "Quantity")]
    pub quantity: f64,
    /// Month/day/year hour:minute, for instance 12/1/2009 10:36.
    #[serde(rename = "InvoiceDate")]
    pub date: String,
    /// Price of one piece, in pounds sterling.
    #[serde(rename = "Price")]
    pub price: f64,
    /// The customer's number, written as in the file: 16321.0.
    #[serde(rename = "Customer ID")]
    pub customer_id: Option<String>,
    /// The customer's country.
    #[serde(rename = "Country")]
    pub country: String,
}

/// What one customer did in two years, until 2011-12-10. A customer who only cancelled has no orders to speak of.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Customer {
    /// The customer's number.
    pub customer_id: u32,
    /// The customer's country.
    pub country: String,
    /// Days since the last order.
    pub recency_days: Option<f64>,
    /// Days since the first order.
    pub tenure_days: Option<f64>,
    /// Number of orders.
    pub orders: Option<f64>,
    /// Number of cancelled orders.
    pub cancelled_orders: f64,
    /// Pieces ordered.
    pub items: Option<f64>,
    /// Different products ordered.
    pub distinct_products: Option<f64>,
    /// Value of all orders, in pounds sterling.
    pub gross_spend: Option<f64>,
    /// The same less what was cancelled; may be negative.
    pub net_spend: f64,
}

/// All 9313 lines, read once.
///
/// # Errors
/// When the file is missing or damaged.
pub fn invoice_lines() -> Result<&'static [InvoiceLine], DatasetError> {
    static LINES: OnceLock<Result<Vec<InvoiceLine>, DatasetError>> = OnceLock::new();
    read_once(&LINES, "online_retail_sample.csv", "", 9313)
}

/// All 5942 customers, read once.
///
/// # Errors
/// When the file is missing or damaged.
pub fn customers() -> Result<&'static [Customer], DatasetError> {
    static CUSTOMERS: OnceLock<Result<Vec<Customer>, DatasetError>> = OnceLock::new();
    read_once(&CUSTOMERS, "retail_customers.csv", "", 5942)
}
