//! The `mlings` command.
fn main() {
    for lesson in mlings::curriculum::lessons() {
        print!("{}", mlings::curriculum::starter::unstarted(&lesson.about()));
    }
}
