//! One timed run at a time, for a script that times others in between.

use std::io::{self, BufRead, Write};
use std::path::Path;

use ndarray::{ArrayBase, Data as Storage, Dimension};

use super::Bench;

/// Writes the data of this size to the folder, then reads names of sides, one a line, and answers each with the
/// nanoseconds of one run.
pub fn serve<I>(bench: &Bench<I>, folder: &Path, size: usize) -> io::Result<()> {
    let data = (bench.data)(size).map_err(io::Error::other)?;
    write(folder, "records", &data.records)?;
    write(folder, "targets", &data.targets)?;
    write(folder, "others", &data.others)?;
    let input = (bench.input)(data);
    println!("ready {}", if bench.linfa.is_some() { "linfa" } else { "-" });
    for line in io::stdin().lock().lines() {
        let side = match (line?.trim(), &bench.linfa) {
            ("reference", _) => &bench.reference,
            ("linfa", Some(linfa)) => linfa,
            (other, _) => return Err(io::Error::other(format!("there is no side {other}"))),
        };
        println!("{}", (side.once)(&input).as_nanos());
    }
    Ok(())
}

/// Little-endian doubles in `<name>.f64`, row by row, and the shape in `<name>.shape`.
fn write<S: Storage<Elem = f64>, D: Dimension>(folder: &Path, name: &str, values: &ArrayBase<S, D>) -> io::Result<()> {
    let mut bytes = Vec::with_capacity(8 * values.len());
    values.iter().try_for_each(|value| bytes.write_all(&value.to_le_bytes()))?;
    std::fs::write(folder.join(format!("{name}.f64")), bytes)?;
    let shape: Vec<String> = values.shape().iter().map(usize::to_string).collect();
    std::fs::write(folder.join(format!("{name}.shape")), shape.join(" "))
}
