//! tmp
#[path = "verdict/line.rs"]
mod line;
#[global_allocator]
static ALLOCATOR: mlings_contract::worker::Allocator = mlings_contract::worker::counting();
fn main() -> std::process::ExitCode {
    if let Some(code) = line::worked(&ALLOCATOR) {
        return code;
    }
    println!("{:?}", line::times());
    std::process::ExitCode::SUCCESS
}
