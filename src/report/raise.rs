//! What would raise a grade: the tools that stand in the way of a better one.
//!
//! The answer is worked out by grading the server again without them, so it
//! can't promise a grade that the rows wouldn't give.

use super::gates::Facts;
use super::grade::{Grade, Raise};
use super::named::Named;
use super::words::the_count_of;

impl Facts {
    pub(super) fn raise(&self, grade: Grade) -> Option<Raise> {
        let (after, how) = match grade {
            Grade::A => return None,
            Grade::F => (
                Self {
                    belied: Named::default(),
                    instructing: 0,
                    instruction: None,
                    ..self.clone()
                },
                self.owned_up().to_owned(),
            ),
            Grade::D => self.without_the_worst(),
            Grade::C => self.without_critical(),
            Grade::B => self.only_reads(),
        };
        after.judge().filter(|(to, _)| *to < grade).map(|(to, _)| Raise { to, how })
    }

    fn owned_up(&self) -> &'static str {
        match (self.instructing, self.belied.count()) {
            (0, _) => "if those claims were true or withdrawn",
            (1, 0) => "if that definition said only what its tool does",
            (_, 0) => "if those definitions said only what their tools do",
            _ => "if every definition said only what its tool does, and no claim spoke against it",
        }
    }

    /// No arbitrary execution, and Critical tools down to the share that a C may have.
    fn without_the_worst(&self) -> (Self, String) {
        let mut after = self.clone().drop_arbitrary();
        let others = after.critical;
        while after.over_share() {
            after = after.drop_critical(1);
        }
        let dropped = others - after.critical;
        let mut parts = Vec::new();
        if self.arbitrary.count() > 0 {
            parts.push(self.arbitrary.in_short());
        }
        if dropped > 0 {
            let kind = if parts.is_empty() { "Critical" } else { "other Critical" };
            parts.push(if dropped == others {
                the_count_of(others, &format!("{kind} tool"))
            } else {
                format!("{dropped} of the {others} {kind} tools")
            });
        }
        (after, format!("without {}", parts.join(" and ")))
    }

    fn without_critical(&self) -> (Self, String) {
        let after = self.clone().drop_arbitrary();
        let others = after.critical;
        let mut parts = Vec::new();
        if self.arbitrary.count() > 0 {
            parts.push(self.arbitrary.in_short());
        }
        if others > 0 {
            let kind = if parts.is_empty() { "Critical tool" } else { "other Critical tool" };
            parts.push(the_count_of(others, kind));
        }
        (after.drop_critical(others), format!("without {}", parts.join(" and ")))
    }

    fn only_reads(&self) -> (Self, String) {
        let tools = self.tools - self.changing - self.raw_reads;
        let how = format!("with only {} without raw input", the_count_of(tools, "reading tool"));
        (Self { tools, ..Self::default() }, how)
    }

    fn drop_arbitrary(mut self) -> Self {
        self.tools -= self.arbitrary.count();
        self.changing -= self.arbitrary.count();
        self.critical -= self.arbitrary_critical;
        self.arbitrary_critical = 0;
        self.arbitrary = Named::default();
        self
    }

    /// Critical tools are hardly ever Read, but a label of the catalog may say so.
    fn drop_critical(mut self, count: usize) -> Self {
        self.tools -= count;
        self.critical -= count;
        self.changing = self.changing.saturating_sub(count);
        self
    }
}
