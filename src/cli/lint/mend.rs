//! The flags that mend policies.

use clap::Args;

use crate::lint::Applicability;

/// Whether to mend, how far to go, and whether to write.
#[derive(Debug, Args)]
pub struct MendArgs {
    /// Mend what can be mended safely, in the files themselves, and report the rest
    #[arg(long, group = "mending")]
    pub fix: bool,

    /// Print what --fix would change, as a patch, and write nothing
    #[arg(long, group = "mending", conflicts_with_all = ["fix", "statistics"])]
    pub diff: bool,

    /// Mend by guesses too, and where it changes what the policy permits
    #[arg(long, requires = "mending")]
    unsafe_fixes: bool,
}

impl MendArgs {
    /// Which fixes are wanted, if any.
    pub fn most(&self) -> Option<Applicability> {
        let most = if self.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        (self.fix || self.diff).then_some(most)
    }
}
