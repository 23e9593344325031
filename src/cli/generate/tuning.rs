//! The flags that choose a posture.

use clap::{Args, ValueEnum};

use crate::classify::Category;
use crate::cli::Failure;
use crate::phrase::{nearest, one_of, quoted};
use crate::policy::{Profile, Tuning, Window};

/// The most calls that a policy can name.
const MAX: u64 = 9_007_199_254_740_991;

#[derive(Debug, Args)]
pub struct TuningArgs {
    /// The posture of the policy
    #[arg(long, value_name = "PROFILE", default_value = "balanced")]
    profile: ProfileArg,

    /// So many calls for tools of a category, such as `write=5`; repeatable
    #[arg(long, value_name = "CATEGORY=N", value_parser = max)]
    max: Vec<(Category, u64)>,

    /// The window in which they count, such as `write=hour`: minute, hour or day; repeatable
    #[arg(long, value_name = "CATEGORY=WINDOW", value_parser = window)]
    window: Vec<(Category, Window)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ProfileArg {
    /// The recommended one: reads allowed, writes slowed, destruction hidden
    Balanced,
    /// Reads limited too; what runs or isn't reviewed is refused
    Strict,
    /// Reads alone
    ReadOnly,
    /// Everything allowed, limits only
    Observe,
}

impl From<ProfileArg> for Profile {
    fn from(arg: ProfileArg) -> Self {
        match arg {
            ProfileArg::Balanced => Self::Balanced,
            ProfileArg::Strict => Self::Strict,
            ProfileArg::ReadOnly => Self::ReadOnly,
            ProfileArg::Observe => Self::Observe,
        }
    }
}

impl TuningArgs {
    /// # Errors
    /// When a pace is given for a category that the profile refuses or hides.
    pub fn tuning(&self) -> Result<Tuning, Failure> {
        let tuning = Tuning {
            profile: self.profile.into(),
            max: self.max.clone(),
            window: self.window.clone(),
            ..Tuning::default()
        };
        tuning.check().map_err(|error| Failure::new(error.to_string()))?;
        Ok(tuning)
    }
}

fn max(text: &str) -> Result<(Category, u64), String> {
    let (category, max) = pair(text, "write=5")?;
    let number = max.parse().ok().filter(|number| (1..=MAX).contains(number));
    let number = number.ok_or_else(|| format!("{} is no number of at least 1", quoted(max)))?;
    Ok((category, number))
}

fn window(text: &str) -> Result<(Category, Window), String> {
    let (category, window) = pair(text, "write=hour")?;
    let found = match window.to_lowercase().as_str() {
        "minute" => Some(Window::Minute),
        "hour" => Some(Window::Hour),
        "day" => Some(Window::Day),
        _ => None,
    };
    let expected =
        || format!("{} is no window, expected `minute`, `hour` or `day`", quoted(window));
    Ok((category, found.ok_or_else(expected)?))
}

fn pair<'a>(text: &'a str, example: &str) -> Result<(Category, &'a str), String> {
    let Some((category, value)) = text.split_once('=') else {
        return Err(format!("expected a category and a value, such as `{example}`"));
    };
    let names = Category::ALL.map(Category::as_str);
    let found = Category::ALL.into_iter().find(|one| one.as_str().eq_ignore_ascii_case(category));
    let unknown = || {
        let help = match nearest(category, names) {
            Some(near) => format!("did you mean `{}`?", near.to_lowercase()),
            None => format!("expected {}", one_of(&names.map(str::to_lowercase))),
        };
        format!("unknown category {}, {help}", quoted(category))
    };
    Ok((found.ok_or_else(unknown)?, value))
}
