//! Trains the tagger of names.
//!
//! ```text
//! cargo run --release --example train -- --model src/extract/data/names.model training/desk/train OTHER.ndjson.gz ...
//! ```
//!
//! Takes labelled files and folders of them: NDJSON in the interchange format (`.ndjson`, `.ndjson.gz`; fields `text`, `title`,
//! `mentions`) and `.desk`. `--dev FILE` (again and again) is measured, not learned. `--apart N` keeps every Nth document of
//! the training files apart and measures it too. The same data, in the same order, give the same bytes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)] // A tool at a desk: what is wrong ends it.

mod corpus;
mod crf;
mod desk;
mod exchange;
mod measure;

use clap::Parser;
use corpus::Labelled;
use dateline::extract::Lexicon;
use dateline::extract::name::tagger::Sequence;
use dateline::extract::name::tagger::model::Model;
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::time::Instant;

#[derive(Parser)]
struct Args {
    /// Where the model goes.
    #[arg(long)]
    model: PathBuf,
    /// Files that are measured.
    #[arg(long)]
    dev: Vec<PathBuf>,
    /// Every so manieth document is kept apart.
    #[arg(long, default_value_t = 0)]
    apart: usize,
    #[arg(long, default_value_t = 12)]
    rounds: usize,
    #[arg(long, default_value_t = 2e-4)]
    decay: f32,
    #[arg(long, default_value_t = 0.05)]
    rate: f32,
    #[arg(long, default_value_t = 2)]
    rarest: u32,
    #[arg(long, default_value_t = 0.05)]
    smallest: f32,
    /// So many copies of each document with other names.
    #[arg(long, default_value_t = 0)]
    copies: usize,
    /// Prints what is wrong.
    #[arg(long)]
    errors: bool,
    /// Labelled files, or folders of them.
    #[arg(required = true)]
    data: Vec<PathBuf>,
}

fn main() -> Result<(), String> {
    let args = Args::parse();
    let start = Instant::now();
    let lexicon = Lexicon::embedded();
    let (mut training, mut apart): (Vec<Labelled>, Vec<(&PathBuf, Vec<Labelled>)>) =
        Default::default();
    for path in &args.data {
        let mut documents = documents(path)?;
        let kept = documents.len().checked_div(args.apart).unwrap_or(0);
        apart.push((path, documents.drain(..kept).collect()));
        training.extend(documents);
    }
    for path in &args.dev {
        apart.push((path, documents(path)?));
    }
    let settings = crf::Settings {
        rounds: args.rounds,
        decay: args.decay,
        rate: args.rate,
        rarest: args.rarest,
        smallest: args.smallest,
    };
    let pool = exchange::Pool::new(&training);
    let mut dice = crf::Dice::new(0x9e37_79b9_7f4a_7c15);
    let mut copies = Vec::new();
    for _ in 0..args.copies {
        copies.extend(
            training
                .iter()
                .map(|document| exchange::exchange(document, &pool, &mut dice)),
        );
    }
    training.extend(copies);
    let sequences: Vec<Sequence> = training
        .par_iter()
        .flat_map_iter(|document: &Labelled| document.sequences(&lexicon))
        .collect();
    let bytes = crf::train(&sequences, &settings);
    std::fs::write(&args.model, &bytes).map_err(|error| error.to_string())?;
    eprintln!(
        "trained in {:.1} s, {} kB",
        start.elapsed().as_secs_f32(),
        bytes.len() / 1000
    );
    let model = Model::new(bytes).ok_or("the model cannot be read")?;
    for (path, documents) in &apart {
        let mut count = measure::Count::default();
        for document in documents {
            count.add(measure::count(
                &model,
                document,
                &document.sequences(&lexicon),
                args.errors,
            ));
        }
        let [precision, recall, f1] = count.figures();
        println!(
            "{:30} P {precision:5.1} R {recall:5.1} F {f1:5.1}",
            name(path)
        );
    }
    Ok(())
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

/// The documents of a file, or of all files of a folder.
fn documents(path: &Path) -> Result<Vec<Labelled>, String> {
    if !path.is_dir() {
        return corpus::read(path);
    }
    let entries = path
        .read_dir()
        .map_err(|error| format!("{}: {error}", path.display()))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    files.sort();
    files.retain(|file| {
        file.extension()
            .is_some_and(|it| it == "desk" || it == "ndjson" || it == "gz")
    });
    let lists: Result<Vec<_>, _> = files.iter().map(|file| corpus::read(file)).collect();
    Ok(lists?.concat())
}
