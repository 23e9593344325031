//! Input that is run or asked as the caller writes it: SQL, code, a command.

use super::super::letters::spelt;
use super::super::lexicon::Rank;
use super::super::model::Category;
use super::super::schema::ParameterSign;
use super::super::signals::Signals;
use super::raise::raise;
use super::{Doubt, Ground, Judgement, declared_unchanging, doubt_read, word};

/// So many words of a parameter's description are read.
const MAX_TOLD: usize = 40;
/// Languages whose statements can also write.
const QUERIES: &[&str] = &["sql", "cypher", "plsql", "tsql", "hql"];
/// Languages of programs.
const PROGRAMS: &[&str] = &[
    "python",
    "py",
    "javascript",
    "js",
    "typescript",
    "lua",
    "ruby",
    "perl",
    "bash",
    "shell",
    "powershell",
    "sql",
    "r",
    "groovy",
    "wasm",
];
/// What is done to a program whose effects are wanted.
const RUNS: &[&str] = &["run", "runs", "execute", "executes", "executed", "eval", "evaluate"];
/// What a query that may only read is called, and what it isn't.
const READS: &[&str] = &["select", "readonly"];
const WRITES: &[&str] =
    &["insert", "update", "delete", "create", "drop", "ddl", "dml", "any", "arbitrary"];

/// SQL, code or a command of the caller's makes an Execute of what isn't declared read-only.
pub fn by_raw_input(signals: &Signals<'_>, judgement: &mut Judgement) {
    let Some(at) = raw_sign(signals) else { return };
    let Some(sign) = signals.schema.signs.get(at) else { return };
    if judgement.category == Category::Execute {
        judgement.score += 0.4;
        judgement.grounds.push(Ground::Sign(at));
        return;
    }
    if judgement.category > Category::Execute || declared_unchanging(signals) || says_select(sign) {
        return;
    }
    let reads = judgement.category == Category::Read;
    let doubt = Doubt::Raw(sign.parameter.name.to_owned());
    if !sign.parameter.required {
        // What may be given and needn't: a Read is one as long as it isn't.
        if reads && (sign.is("shell") || takes_query(sign)) {
            doubt_read(judgement, doubt);
        }
        return;
    }
    let vague = matches!(judgement.doubt, Some(Doubt::Silent)) || rests_on_nouns(judgement);
    let asks = signals.named.first().or(signals.described.first()).is_some_and(|voice| {
        matches!(word(signals, voice).as_str(), "query" | "find" | "search" | "fetch")
            && voice.reading.sense.is_none()
    });
    let by_sense =
        signals.named.iter().chain(&signals.described).any(|v| v.reading.sense.is_some());
    let sql = sign.is("sql") || takes_query(sign);
    let open = sql || sign.is("shell") || (sign.is("code") && runs_code(signals, sign));
    if (vague && !sign.is("code")) || (asks && sql && !declared_reading(signals)) {
        raise(judgement, Category::Execute, Ground::Sign(at), 0.6, Some(doubt));
    } else if reads && !by_sense && open {
        // Explaining or formatting a statement reads it; whether it also runs is open.
        doubt_read(judgement, doubt);
    }
}

/// The parameter that takes SQL, code or a command, whatever becomes of it.
pub fn raw_sign(signals: &Signals<'_>) -> Option<usize> {
    let signs = || signals.schema.signs.iter();
    let free = |id: &str| signs().position(|sign| sign.is(id) && sign.is_free());
    let told = || signs().position(|sign| takes_query(sign) && sign.is_free());
    // A `query` is a query language's where the text speaks of mutations.
    let mutates = || free("query").filter(|_| says_mutation(signals));
    let sql = free("sql").or_else(told);
    sql.or_else(|| free("shell")).or_else(|| free("code")).or_else(mutates)
}

/// Whether a `query` is one of a language that can also write: its own text says so.
pub fn takes_query(sign: &ParameterSign<'_>) -> bool {
    sign.is("query") && tells(sign, QUERIES)
}

/// Whether code is taken to be run: its own text says so, or a tool that only
/// retrieves has no other use for it.
pub fn runs_code(signals: &Signals<'_>, sign: &ParameterSign<'_>) -> bool {
    let program = names_program(sign) || tells(sign, PROGRAMS);
    let runs = tells(sign, RUNS) && (program || sign.parameter.name.eq_ignore_ascii_case("script"));
    let retrieves = signals.named.first().or(signals.described.first()).is_some_and(|voice| {
        voice.reading.says == Category::Read && voice.reading.rank == Rank::Core
    });
    runs || (program && retrieves)
}

/// `python_code`, `jsScript`.
fn names_program(sign: &ParameterSign<'_>) -> bool {
    let name = sign.parameter.name.to_ascii_lowercase();
    PROGRAMS.iter().any(|language| {
        let rest = name.strip_prefix(language).map(|rest| rest.trim_start_matches(['_', '-']));
        rest.is_some_and(|rest| matches!(rest, "" | "code" | "script" | "program" | "snippet"))
    })
}

/// Whether the parameter's own text says that its query only reads.
fn says_select(sign: &ParameterSign<'_>) -> bool {
    let text = || sign.parameter.description().to_ascii_lowercase().replace('-', " ");
    !sign.is("code") && (tells(sign, READS) || text().contains("read only")) && !tells(sign, WRITES)
}

/// Whether the description of a parameter has one of these words.
fn tells(sign: &ParameterSign<'_>, words: &[&str]) -> bool {
    let text = sign.parameter.description().as_bytes();
    let found = text.split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut found = found.take(MAX_TOLD).peekable();
    while let Some(word) = found.next() {
        // `SQL-like` is another language.
        let like = found.peek().is_some_and(|next| next.eq_ignore_ascii_case(b"like"));
        if !like && words.iter().any(|wanted| word.eq_ignore_ascii_case(wanted.as_bytes())) {
            return true;
        }
    }
    false
}

pub fn rests_on_nouns(judgement: &Judgement) -> bool {
    matches!(
        judgement.grounds.first(),
        Some(Ground::Nominal(_) | Ground::Compound | Ground::NameNoun(_))
    )
}

/// Whether the sentence itself says of its query that it only reads.
fn declared_reading(signals: &Signals<'_>) -> bool {
    let senses = signals.named.iter().chain(&signals.described).filter_map(|v| v.reading.sense);
    senses.into_iter().any(|sense| matches!(sense.id.as_str(), "query-readonly" | "run-readonly"))
}

fn says_mutation(signals: &Signals<'_>) -> bool {
    let words = &signals.description.words;
    words.iter().any(|word| word.is_any(spelt!["mutation", "mutations"]))
}
