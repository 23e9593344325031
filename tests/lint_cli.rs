//! `lint`, `config` and `generate` at the command line, word for word.

#[test]
fn sessions() {
    trycmd::TestCases::new()
        .case("tests/cmd/lint/*.trycmd")
        .case("tests/cmd/generate/*.trycmd")
        .case("tests/cmd/config/*.trycmd");
}
