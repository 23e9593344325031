//! Signals that arrive while a file is being written.
//!
//! Ctrl-C and a polite kill end the process, but not between the making of a
//! temporary file and its renaming: there they are noted, the writing stops at
//! its next step, the temporary file goes, and then the process ends as the
//! signal would have ended it. A file size limit is an error of the write and
//! no death. Where nothing is written signals do what they always do.

use std::io;

/// While it lives, signals wait.
#[derive(Debug)]
pub struct Shield {
    #[cfg(unix)]
    held: unix::Held,
}

impl Shield {
    /// Makes signals wait.
    ///
    /// # Errors
    /// When the system takes no handler.
    pub fn raise() -> io::Result<Self> {
        Ok(Self {
            #[cfg(unix)]
            held: unix::Held::new()?,
        })
    }

    /// Goes on only where no signal waits.
    ///
    /// # Errors
    /// Of kind [`io::ErrorKind::Interrupted`] when one does.
    pub fn check(&self) -> io::Result<()> {
        #[cfg(unix)]
        if self.held.waits() {
            return Err(io::Error::new(io::ErrorKind::Interrupted, "interrupted"));
        }
        Ok(())
    }
}

#[cfg(unix)]
mod unix {
    use std::io;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

    use signal_hook::consts::{SIGINT, SIGTERM, SIGXFSZ};
    use signal_hook::flag;
    use signal_hook::low_level::emulate_default_handler;

    /// One file is written at a time.
    static WRITING: Mutex<()> = Mutex::new(());

    /// What the handlers share with the process.
    #[derive(Debug, Default)]
    struct Handlers {
        /// Whether a signal does what it does by default.
        idle: Arc<AtomicBool>,
        /// The signal that came last, or 0.
        pending: Arc<AtomicUsize>,
    }

    /// Handlers are set once: taken back, they would leave the signal ignored.
    fn handlers() -> io::Result<&'static Handlers> {
        static HANDLERS: OnceLock<Handlers> = OnceLock::new();
        if let Some(handlers) = HANDLERS.get() {
            return Ok(handlers);
        }
        let handlers = Handlers::default();
        for signal in [SIGINT, SIGTERM] {
            flag::register_conditional_default(signal, Arc::clone(&handlers.idle))?;
            let number = usize::try_from(signal).unwrap_or_default();
            flag::register_usize(signal, Arc::clone(&handlers.pending), number)?;
        }
        // A handler that does nothing, so that the write fails and says why.
        flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)))?;
        Ok(HANDLERS.get_or_init(|| handlers))
    }

    #[derive(Debug)]
    pub struct Held {
        handlers: &'static Handlers,
        _writing: MutexGuard<'static, ()>,
    }

    impl Held {
        pub fn new() -> io::Result<Self> {
            let writing = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
            let handlers = handlers()?;
            handlers.idle.store(false, Ordering::SeqCst);
            Ok(Self { handlers, _writing: writing })
        }

        pub fn waits(&self) -> bool {
            self.handlers.pending.load(Ordering::SeqCst) != 0
        }
    }

    impl Drop for Held {
        fn drop(&mut self) {
            self.handlers.idle.store(true, Ordering::SeqCst);
            let pending = self.handlers.pending.swap(0, Ordering::SeqCst);
            if let Some(signal) = i32::try_from(pending).ok().filter(|signal| *signal != 0) {
                // Doesn't come back where the signal's default is the end.
                let _ = emulate_default_handler(signal);
            }
        }
    }
}
