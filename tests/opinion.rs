//! The second opinion knows what it was taught: weights that belong to other
//! features, or to other tools, would look like noise.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod taught;

use taught::{Taught, taught};
use toolward::classify::opinion::favoured;
use toolward::manifest::Tool;

/// Every so many tools one is asked about.
const EACH: usize = 9;

#[test]
fn the_embedded_weights_are_those_of_the_training_tools() {
    let (mut right, mut asked) = (0, 0);
    for Taught { server, definition, label } in taught().into_iter().step_by(EACH) {
        let tool = Tool::from_definition(definition).unwrap();
        right += usize::from(favoured(&server, &tool) == Some(label));
        asked += 1;
    }
    assert!(asked > 900, "{asked}");
    // On tools that it hasn't seen it is right on 89 %.
    assert!(right * 100 >= asked * 97, "{right} of {asked}: train it again");
}
