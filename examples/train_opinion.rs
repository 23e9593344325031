//! Trains the second opinion on `training/tools.jsonl` and the catalog's reviews.
//!
//! ```sh
//! cargo run --release --example train_opinion
//! ```
//!
//! writes `catalog/opinion.bin`: 96 KB, the same bytes for the same tools. With
//! `-- --held-out` it writes nothing, but trains once for each set of tools on
//! all the others, and prints how often the category of a tool that was never
//! seen is right, and a line of scores for each: what thresholds are chosen by.
//!
//! Two models share the features: one tells five categories apart, the other
//! whether a tool is labelled in more than one way. Both are logistic
//! regressions, descended in whole steps with a rate for each weight (`AdaGrad`).
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    reason = "a tool of this repository: it fails loudly, and computes"
)]

use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde_json::json;
use toolward::catalog::{self, Reviewed};
use toolward::classify::opinion::{BUCKETS, MAGIC, OUTPUTS, features};
use toolward::classify::{Category, Label, labels};
use toolward::manifest::Tool;

/// The set of the catalog's reviewed tools.
const CATALOG: &str = "catalog";
const CLASSES: usize = Category::ALL.len();
const STEPS: usize = 400;
const RATE: f64 = 0.5;
/// What a weight costs, beside a tool that is told wrong.
const PENALTY: [f64; 2] = [1.0 / 5.0, 1.0];

#[derive(Debug, Deserialize)]
struct Row {
    set: String,
    server: String,
    name: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    parameters: Vec<String>,
    category: Category,
    #[serde(default)]
    also: Vec<Category>,
}

/// A tool as the models see it.
struct Sample {
    features: Vec<(usize, f64)>,
    category: usize,
    /// Whether it is labelled in more than one way; nobody said of the catalog's.
    either: Option<bool>,
}

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("training/tools.jsonl")).expect("the training tools");
    let made_up = text.lines().map(|line| serde_json::from_str(line).expect("a labelled tool"));
    let rows: Vec<Row> = made_up.chain(reviewed()).collect();
    let samples: Vec<Sample> = rows.iter().map(sample).collect();
    if std::env::args().any(|argument| argument == "--held-out") {
        return hold_out(&rows, &samples);
    }
    let model = Model::trained(&samples.iter().collect::<Vec<_>>());
    let file = root.join("catalog/opinion.bin");
    fs::write(&file, model.quantised().bytes()).expect("the weights are written");
    println!("{} tools, {}", samples.len(), file.display());
}

/// The catalog's tools, as their reviewers label them.
fn reviewed() -> Vec<Row> {
    let labels = labels().expect("the catalog's labels");
    let row = |one: &Reviewed<Label>| {
        let server = catalog::server(one.server).expect("the catalog's servers");
        let tool = server.tools.into_iter().find(|tool| tool.name == one.tool)?;
        Some(Row {
            set: CATALOG.to_owned(),
            server: one.server.to_owned(),
            parameters: tool.parameters().iter().map(|one| one.name.to_owned()).collect(),
            name: tool.name,
            title: tool.title,
            description: Some(tool.description),
            category: one.label.category,
            also: Vec::new(),
        })
    };
    labels.iter().filter_map(row).collect()
}

fn sample(row: &Row) -> Sample {
    let parameters = row.parameters.iter().map(|name| (name.clone(), json!({})));
    let mut definition = json!({
        "name": row.name,
        "inputSchema": {"type": "object", "properties": parameters.collect::<serde_json::Map<_, _>>()},
    });
    for (key, text) in [("title", &row.title), ("description", &row.description)] {
        if let Some(text) = text {
            definition[key] = text.as_str().into();
        }
    }
    let tool = Tool::from_definition(definition).expect("a tool");
    let features = features(&row.server, &tool);
    Sample {
        features: features.into_iter().map(|(at, counts)| (at, f64::from(counts) / 10.0)).collect(),
        category: Category::ALL.iter().position(|one| *one == row.category).expect("a category"),
        either: (row.set != CATALOG).then_some(!row.also.is_empty()),
    }
}

fn hold_out(rows: &[Row], samples: &[Sample]) {
    let mut sets: Vec<&str> = rows.iter().map(|row| row.set.as_str()).collect();
    sets.dedup();
    let mut right = 0;
    for set in sets {
        let all = rows.iter().zip(samples);
        let others = all.filter(|(row, _)| row.set != set);
        let seen: Vec<&Sample> = others.map(|(_, sample)| sample).collect();
        let model = Model::trained(&seen).quantised();
        for (row, sample) in rows.iter().zip(samples).filter(|(row, _)| row.set == set) {
            let scores = model.scores(sample);
            let best = (0..CLASSES).max_by_key(|class| scores[*class]).expect("five");
            right += usize::from(best == sample.category);
            let id = format!("{}/{}", row.server, row.name);
            println!("{}", json!({"set": set, "id": id, "scores": scores, "unit": model.unit}));
        }
    }
    eprintln!("right: {right} of {}", samples.len());
}

/// Weights and what is added to their sums.
struct Model {
    weights: Vec<[f64; OUTPUTS]>,
    bias: [f64; OUTPUTS],
}

impl Model {
    fn trained(samples: &[&Sample]) -> Self {
        let mut model = Self { weights: vec![[0.0; OUTPUTS]; BUCKETS], bias: [0.0; OUTPUTS] };
        let mut steepness = vec![[1e-6; OUTPUTS]; BUCKETS + 1];
        for _ in 0..STEPS {
            let (slopes, bias) = model.slopes(samples);
            for ((weights, slopes), steep) in
                model.weights.iter_mut().zip(&slopes).zip(&mut steepness)
            {
                descend(weights, slopes, steep);
            }
            let steep = steepness.last_mut().expect("the bias has one");
            descend(&mut model.bias, &bias, steep);
        }
        model
    }

    /// How the loss changes with each weight.
    fn slopes(&self, samples: &[&Sample]) -> (Vec<[f64; OUTPUTS]>, [f64; OUTPUTS]) {
        let penalty = |output: usize| PENALTY[usize::from(output == CLASSES)];
        let mut slopes: Vec<[f64; OUTPUTS]> = self.weights.clone();
        for weights in &mut slopes {
            for (output, weight) in weights.iter_mut().enumerate() {
                *weight *= penalty(output);
            }
        }
        let mut bias = [0.0; OUTPUTS];
        for sample in samples {
            let wrong = self.wrong(sample);
            for (at, counts) in &sample.features {
                for (slope, wrong) in slopes[*at].iter_mut().zip(wrong) {
                    *slope += wrong * counts;
                }
            }
            for (bias, wrong) in bias.iter_mut().zip(wrong) {
                *bias += wrong;
            }
        }
        (slopes, bias)
    }

    /// What is believed of each output, less what is so.
    fn wrong(&self, sample: &Sample) -> [f64; OUTPUTS] {
        let mut sums = self.bias;
        for (at, counts) in &sample.features {
            for (sum, weight) in sums.iter_mut().zip(self.weights[*at]) {
                *sum += weight * counts;
            }
        }
        let (classes, either) = sums.split_at_mut(CLASSES);
        let most = classes.iter().copied().fold(f64::MIN, f64::max);
        for sum in &mut *classes {
            *sum = (*sum - most).exp();
        }
        let all: f64 = classes.iter().sum();
        for share in &mut *classes {
            *share /= all;
        }
        classes[sample.category] -= 1.0;
        either[0] = sample
            .either
            .map_or(0.0, |is| 1.0 / (1.0 + (-either[0]).exp()) - f64::from(u8::from(is)));
        sums
    }

    /// In whole numbers: 127 for all but the very largest weights.
    fn quantised(&self) -> Quantised {
        let mut sizes: Vec<f64> = self.weights.iter().flatten().map(|w| w.abs()).collect();
        sizes.sort_by(f64::total_cmp);
        let scale = 127.0 / sizes[sizes.len() - 1 - sizes.len() / 10_000];
        let whole = |weight: f64| (weight * scale).round().clamp(-127.0, 127.0) as i8;
        Quantised {
            unit: (scale * 10.0).round() as i32,
            bias: self.bias.map(|bias| (bias * scale * 10.0).round() as i32),
            weights: self.weights.iter().map(|weights| weights.map(whole)).collect(),
        }
    }
}

fn descend(weights: &mut [f64; OUTPUTS], slopes: &[f64; OUTPUTS], steepness: &mut [f64; OUTPUTS]) {
    for ((weight, slope), steep) in weights.iter_mut().zip(slopes).zip(steepness) {
        *steep += slope * slope;
        *weight -= RATE * slope / steep.sqrt();
    }
}

/// As it is written, and as the program computes with it.
struct Quantised {
    unit: i32,
    bias: [i32; OUTPUTS],
    weights: Vec<[i8; OUTPUTS]>,
}

impl Quantised {
    fn scores(&self, sample: &Sample) -> [i32; OUTPUTS] {
        let mut sums = self.bias;
        for (at, counts) in &sample.features {
            let counts = (counts * 10.0).round() as i32;
            for (sum, weight) in sums.iter_mut().zip(self.weights[*at]) {
                *sum += counts * i32::from(weight);
            }
        }
        sums
    }

    fn bytes(&self) -> Vec<u8> {
        let numbers = std::iter::once(self.unit).chain(self.bias);
        let mut bytes = MAGIC.to_vec();
        bytes.extend(numbers.flat_map(i32::to_le_bytes));
        bytes.extend(self.weights.iter().flatten().map(|weight| weight.cast_unsigned()));
        bytes
    }
}
