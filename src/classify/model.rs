//! The words of a verdict: category, effect, risk, trait, evidence.

use std::borrow::Cow;

use serde::Serialize;

/// What kind of thing one call does; the first that applies wins, from
/// [`Category::Financial`] down to [`Category::Read`].
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize,
)]
pub enum Category {
    Read,
    Write,
    Execute,
    Destructive,
    Financial,
}

/// What the call does to state, whatever its category.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize,
)]
pub enum Effect {
    Read,
    Write,
    Destructive,
}

#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize,
)]
pub enum Risk {
    Low,
    Medium,
    High,
    Critical,
}

/// A fact beside the category.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Trait {
    /// Code, SQL, shell, a method or a URL chosen by the caller.
    RawInput,
    /// Sends data to people or systems outside.
    Egress,
    /// Brings in text that strangers wrote.
    UntrustedContent,
    /// Takes or returns credentials.
    Secrets,
    /// Touches many things in one call.
    Bulk,
    /// Changes who may do what.
    AccessControl,
    /// Moves or names money.
    Money,
    /// Says that what it does can be taken back.
    Reversible,
    /// Several actions behind one name.
    MultiAction,
}

/// A quotation from the definition and what it speaks for.
///
/// `field` is `name`, `title`, `description`, or a JSON Pointer into the raw
/// definition. The text of a pointer that leads to a string is that string;
/// of one that leads to anything else, the pointer's last token (the key).
/// Always `text(field)[start..end] == quote`, in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Evidence {
    pub field: Cow<'static, str>,
    pub start: usize,
    pub end: usize,
    pub quote: String,
    /// The id of the lexicon entry or signal, such as `verb/activate`.
    pub rule: Cow<'static, str>,
    /// What it speaks for: a category, a trait, or `risk up` / `risk down`.
    pub says: Cow<'static, str>,
}

/// A claim of the server that its own definition belies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Contradiction {
    /// What the server claims, such as `readOnlyHint: true`.
    pub claim: String,
    /// Pointer of the claim in the definition.
    pub pointer: String,
    /// What speaks against it.
    pub evidence: Evidence,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VerdictSource {
    /// Made by the rules, now.
    Rules,
    /// A label of the catalog whose definition hash matches.
    Reviewed,
}

/// A verdict in short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Class {
    pub category: Category,
    pub effect: Effect,
    pub risk: Risk,
}

/// What the catalog's label of a tool has to do with its verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    pub status: ReviewStatus,
    /// The server of the catalog, and when its definitions were read.
    pub server: String,
    pub date: String,
    /// The reviewer's one-line reason.
    pub reason: String,
    /// The other side: of a label that holds what the rules say, where that
    /// differs; of a void label what it said.
    pub other: Option<Class>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewStatus {
    /// The definition is the one that was reviewed: the label is the verdict.
    Holds,
    /// The definition isn't the one that was reviewed: the rules judged it.
    Void,
}

/// What one tool can do.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    pub server: String,
    pub name: String,
    pub category: Category,
    pub effect: Effect,
    /// At most one step from `base_risk`, each step with evidence.
    pub risk: Risk,
    pub base_risk: Risk,
    /// How often verdicts of this kind are right, 0 to 1, two decimals.
    pub confidence: f64,
    pub needs_review: bool,
    /// What a person should look at; set exactly when `needs_review` is.
    pub review_reason: Option<String>,
    /// Sorted, without repetition.
    pub traits: Vec<Trait>,
    pub source: VerdictSource,
    /// The deciding quotation first.
    pub evidence: Vec<Evidence>,
    pub contradictions: Vec<Contradiction>,
    /// Where the catalog has a label for this tool.
    pub review: Option<Box<Review>>,
}

impl Category {
    /// From the mildest to the worst.
    pub const ALL: [Self; 5] =
        [Self::Read, Self::Write, Self::Execute, Self::Destructive, Self::Financial];

    /// The risk before any modifier.
    #[must_use]
    pub fn base_risk(self) -> Risk {
        match self {
            Self::Read => Risk::Low,
            Self::Write => Risk::Medium,
            Self::Execute => Risk::High,
            Self::Destructive | Self::Financial => Risk::Critical,
        }
    }

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::Write => "Write",
            Self::Execute => "Execute",
            Self::Destructive => "Destructive",
            Self::Financial => "Financial",
        }
    }
}

impl Effect {
    pub const ALL: [Self; 3] = [Self::Read, Self::Write, Self::Destructive];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Read => "Read",
            Self::Write => "Write",
            Self::Destructive => "Destructive",
        }
    }
}

impl Risk {
    pub const ALL: [Self; 4] = [Self::Low, Self::Medium, Self::High, Self::Critical];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "Low",
            Self::Medium => "Medium",
            Self::High => "High",
            Self::Critical => "Critical",
        }
    }

    /// One step up, at most Critical.
    #[must_use]
    pub fn up(self) -> Self {
        match self {
            Self::Low => Self::Medium,
            Self::Medium => Self::High,
            Self::High | Self::Critical => Self::Critical,
        }
    }

    /// One step down, at least Low.
    #[must_use]
    pub fn down(self) -> Self {
        match self {
            Self::Critical => Self::High,
            Self::High => Self::Medium,
            Self::Medium | Self::Low => Self::Low,
        }
    }
}

impl Trait {
    pub const ALL: [Self; 9] = [
        Self::RawInput,
        Self::Egress,
        Self::UntrustedContent,
        Self::Secrets,
        Self::Bulk,
        Self::AccessControl,
        Self::Money,
        Self::Reversible,
        Self::MultiAction,
    ];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RawInput => "raw-input",
            Self::Egress => "egress",
            Self::UntrustedContent => "untrusted-content",
            Self::Secrets => "secrets",
            Self::Bulk => "bulk",
            Self::AccessControl => "access-control",
            Self::Money => "money",
            Self::Reversible => "reversible",
            Self::MultiAction => "multi-action",
        }
    }
}

impl Verdict {
    /// The verdict on a tool that says too little: never Read, always reviewed.
    #[must_use]
    pub fn unknown(server: &str, name: &str) -> Self {
        Self {
            server: server.to_owned(),
            name: name.to_owned(),
            category: Category::Write,
            effect: Effect::Write,
            risk: Risk::Medium,
            base_risk: Risk::Medium,
            confidence: 0.3,
            needs_review: true,
            review_reason: Some("the definition says too little to judge".to_owned()),
            traits: Vec::new(),
            source: VerdictSource::Rules,
            evidence: Vec::new(),
            contradictions: Vec::new(),
            review: None,
        }
    }

    /// Category, effect and risk.
    #[must_use]
    pub fn class(&self) -> Class {
        Class { category: self.category, effect: self.effect, risk: self.risk }
    }

    /// Whether the catalog's label of this tool is for another definition.
    #[must_use]
    pub fn is_void(&self) -> bool {
        self.review.as_ref().is_some_and(|review| review.status == ReviewStatus::Void)
    }

    /// Whether the tool has a trait.
    #[must_use]
    pub fn has(&self, wanted: Trait) -> bool {
        self.traits.contains(&wanted)
    }
}
