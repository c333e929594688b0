//! Walks through a Rust file and finds what can be changed.

use std::collections::BTreeSet;
use std::ops::Range;

use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprLit, Ident, Item, Lit, Macro, RangeLimits, ReturnType, Stmt, Token, UnOp};

use crate::{Edit, swaps};

/// Every change of the file.
pub(crate) fn edits(source: &str) -> syn::Result<Vec<Edit>> {
    let file = syn::parse_file(source)?;
    let mut finder = Finder { source, ..Finder::default() };
    finder.visit_file(&file);
    Ok(finder.edits)
}

#[derive(Default)]
struct Finder<'s> {
    source: &'s str,
    /// The function, or the constant, that is looked at.
    function: String,
    /// The expressions that hold the one that is looked at.
    around: Vec<Range<usize>>,
    /// Where something begins that is not changed: it would be a change over again.
    done: BTreeSet<usize>,
    edits: Vec<Edit>,
}

impl Finder<'_> {
    fn replace(&mut self, range: Range<usize>, with: &str, shown: Range<usize>) {
        self.edits.push(Edit { function: self.function.clone(), range, with: with.to_owned(), shown, label: None });
    }

    /// Replaces something long that is shown by its beginning.
    fn replace_labelled(&mut self, range: Range<usize>, with: &str, label: &str) {
        self.replace(range.clone(), with, range);
        if let Some(edit) = self.edits.last_mut() {
            edit.label = Some(crate::one_line(label));
        }
    }

    /// Replaces a part of what is shown.
    fn replace_all(&mut self, range: &Range<usize>, with: &[&str], shown: &Range<usize>) {
        with.iter().for_each(|with| self.replace(range.clone(), with, shown.clone()));
    }

    fn text(&self, range: &Range<usize>) -> String {
        self.source[range.clone()].to_owned()
    }

    fn inside(&mut self, name: &Ident, go: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.function, name.to_string());
        go(self);
        self.function = outer;
    }

    /// The whole body gives way to what its type has for nothing.
    fn body(&mut self, returned: &ReturnType, block: &Block) {
        let range = place(block);
        let ReturnType::Type(_, of_type) = returned else {
            return self.replace_labelled(range, "{}", "{ ... }");
        };
        let of_type = self.text(&place(of_type));
        let instead: &[&str] = match of_type.split('<').next().unwrap_or_default().trim() {
            "bool" => &["{ true }", "{ false }"],
            "Option" => &["{ None }", "{ Some(Default::default()) }"],
            "Result" => &["{ Ok(Default::default()) }"],
            "f64" => &["{ 0.0 }", "{ 1.0 }"],
            "usize" => &["{ 0 }", "{ 1 }"],
            _ => &["{ Default::default() }"],
        };
        instead.iter().for_each(|with| self.replace_labelled(range.clone(), with, "{ ... }"));
    }

    fn statement(&mut self, statement: &Stmt, is_last: bool) {
        let can_go = match statement {
            Stmt::Expr(Expr::If(choice), None) => !is_last || choice.else_branch.is_none(),
            Stmt::Expr(Expr::ForLoop(_) | Expr::While(_), None) => true,
            Stmt::Expr(_, semicolon) => semicolon.is_some(),
            Stmt::Macro(called) => called.semi_token.is_some(),
            Stmt::Local(_) | Stmt::Item(_) => false,
        };
        let range = place(statement);
        if can_go && !self.done.contains(&range.start) {
            self.forget_what_is_the_same(statement);
            let text = self.text(&range);
            match text.split_once('{') {
                Some((head, _)) if is_block(statement) => self.replace_labelled(range, "", head),
                _ => self.replace(range.clone(), "", range),
            }
        }
    }

    /// To take out a branch, to empty it and to never take it are one change.
    fn forget_what_is_the_same(&mut self, statement: &Stmt) {
        let Stmt::Expr(Expr::If(choice), _) = statement else { return };
        if choice.else_branch.is_none() {
            self.done.insert(place(&choice.cond).start);
            if let [only] = &choice.then_branch.stmts[..] {
                self.done.insert(place(only).start);
            }
        }
    }

    fn condition(&mut self, word: &Range<usize>, condition: &Expr, instead: &[&str]) {
        if matches!(condition, Expr::Let(_)) {
            return;
        }
        let range = place(condition);
        let is_done = self.done.contains(&range.start);
        let instead: Vec<&str> = instead.iter().copied().filter(|with| !is_done || *with != "false").collect();
        self.replace_all(&range, &instead, &(word.start..range.end));
    }

    fn literal(&mut self, literal: &ExprLit) {
        let range = place(literal);
        let shown = self.around.iter().rev().find(|around| **around != range).cloned().unwrap_or_else(|| range.clone());
        let shown = if shown.len() > crate::LONGEST { range.clone() } else { shown };
        match &literal.lit {
            Lit::Int(number) => {
                let Ok(value) = number.base10_parse::<u64>() else { return };
                let suffix = number.suffix();
                self.replace(range.clone(), &format!("{}{suffix}", value.saturating_add(1)), shown.clone());
                if value != 0 {
                    self.replace(range, &format!("0{suffix}"), shown);
                }
            }
            Lit::Float(number) => {
                let Ok(value) = number.base10_parse::<f64>() else { return };
                let suffix = number.suffix();
                self.replace(range.clone(), &format!("{:?}{suffix}", value + 1.0), shown.clone());
                if value != 0.0 {
                    self.replace(range, &format!("0.0{suffix}"), shown);
                }
            }
            Lit::Bool(flag) => {
                let other = (!flag.value).to_string();
                self.replace(range, &other, shown);
            }
            _ => {}
        }
    }

    fn changes(&mut self, expression: &Expr) {
        let whole = place(expression);
        match expression {
            Expr::Binary(binary) => {
                let operator = place(&binary.op);
                let sign = self.text(&operator);
                self.replace_all(&operator, swaps::operators(&sign), &whole);
                if sign == "&&" || sign == "||" {
                    let sides = [place(&binary.left), place(&binary.right)].map(|side| self.text(&side));
                    self.replace_all(&whole, &[&sides[0], &sides[1]], &whole);
                }
            }
            Expr::Unary(unary) if matches!(unary.op, UnOp::Not(_) | UnOp::Neg(_)) => {
                self.replace(place(&unary.op), "", whole);
            }
            Expr::Range(range) if range.end.is_some() => {
                let with = if matches!(range.limits, RangeLimits::HalfOpen(_)) { "..=" } else { ".." };
                self.replace(place(&range.limits), with, whole);
            }
            Expr::MethodCall(call) => {
                let name = place(&call.method);
                let word = self.text(&name);
                let receiver = place(&call.receiver);
                let shown = self.shown_call(&receiver, &whole);
                // Equal floats are one and the same, so their order among themselves is nothing that can be seen.
                let orders_floats = call.args.first().is_some_and(|by| self.text(&place(by)) == "f64::total_cmp");
                if !(orders_floats && word.starts_with("sort")) {
                    self.replace_all(&name, swaps::names(&word), &shown);
                }
                if swaps::CAN_BE_LEFT_OUT.contains(&word.as_str()) {
                    self.replace(receiver.end..whole.end, "", shown);
                }
            }
            Expr::Path(path) => {
                if let (true, Some(last)) = (path.path.segments.len() > 1, path.path.segments.last()) {
                    let name = place(&last.ident);
                    let word = self.text(&name);
                    self.replace_all(&name, swaps::names(&word), &whole);
                }
            }
            Expr::Call(call) => {
                let function = self.text(&place(&call.func));
                if function == "Some" {
                    self.replace(whole.clone(), "None", whole);
                }
            }
            Expr::If(choice) => self.condition(&place(&choice.if_token), &choice.cond, &["true", "false"]),
            Expr::While(repeated) => self.condition(&place(&repeated.while_token), &repeated.cond, &["false"]),
            Expr::Break(stop) if stop.expr.is_none() => self.replace(whole.clone(), "continue", whole),
            Expr::Continue(_) => self.replace(whole.clone(), "break", whole),
            Expr::Match(choice) => {
                for arm in &choice.arms {
                    if let Some((word, guard)) = &arm.guard {
                        self.condition(&place(word), guard, &["true", "false"]);
                    }
                    let body = place(&arm.body);
                    self.replace(body.clone(), if matches!(*arm.body, Expr::Block(_)) { "{}" } else { "()" }, body);
                }
            }
            _ => {}
        }
    }

    /// Of a long chain only its last link.
    fn shown_call(&self, receiver: &Range<usize>, whole: &Range<usize>) -> Range<usize> {
        if whole.len() > crate::LONGEST { receiver.end..whole.end } else { whole.clone() }
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Fn(function) => {
                if function.attrs.iter().any(|attribute| attribute.path().is_ident("test")) {
                    return;
                }
                self.inside(&function.sig.ident, |finder| {
                    finder.body(&function.sig.output, &function.block);
                    finder.visit_block(&function.block);
                });
            }
            Item::Const(constant) => self.inside(&constant.ident, |finder| finder.visit_expr(&constant.expr)),
            Item::Impl(_) => visit::visit_item(self, item),
            _ => {}
        }
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.inside(&function.sig.ident, |finder| {
            finder.body(&function.sig.output, &function.block);
            finder.visit_block(&function.block);
        });
    }

    fn visit_block(&mut self, block: &'ast Block) {
        for (at, statement) in block.stmts.iter().enumerate() {
            self.statement(statement, at + 1 == block.stmts.len());
        }
        visit::visit_block(self, block);
    }

    fn visit_expr(&mut self, expression: &'ast Expr) {
        self.changes(expression);
        self.around.push(place(expression));
        visit::visit_expr(self, expression);
        self.around.pop();
    }

    /// Most macros take expressions, one behind the other; what a panic says is no one's business.
    fn visit_macro(&mut self, called: &'ast Macro) {
        const ONLY_WORDS: [&str; 5] = ["panic", "format", "unreachable", "write", "println"];
        if called.path.segments.last().is_some_and(|last| ONLY_WORDS.iter().any(|word| last.ident == word)) {
            return;
        }
        let listed = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(called.tokens.clone());
        let repeated = Punctuated::<Expr, Token![;]>::parse_terminated.parse2(called.tokens.clone());
        let expressions: Vec<Expr> = match (listed, repeated) {
            (Ok(listed), _) => listed.into_iter().collect(),
            (_, Ok(repeated)) => repeated.into_iter().collect(),
            _ => return,
        };
        expressions.iter().for_each(|expression| Finder::visit_expr(self, expression));
    }

    /// Also those in patterns.
    fn visit_expr_lit(&mut self, literal: &'ast ExprLit) {
        self.literal(literal);
    }

    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}

    fn visit_type(&mut self, _: &'ast syn::Type) {}
}

fn is_block(statement: &Stmt) -> bool {
    matches!(statement, Stmt::Expr(Expr::If(_) | Expr::ForLoop(_) | Expr::While(_), _))
}

/// Where something stands in the text.
fn place(node: &impl Spanned) -> Range<usize> {
    node.span().byte_range()
}
