//! What `dateline publish` says: the plan before, the result after.

use crate::cli::report::{self, Format, count};
use crate::error::Result;
use crate::pipeline::Report;
use crate::publish::guard::Risk;
use crate::publish::{Done, Plan, Site};
use indicatif::HumanBytes;
use serde::Serialize;
use std::fmt::Write as _;
use std::time::Duration;

/// Longer lists are folded on a terminal; `--format json` tells all.
const LONGEST: usize = 10;

/// Says everything about one run.
pub(super) struct Words<'a> {
    format: Format,
    target: &'a str,
    host: String,
    report: &'a Report,
    site: &'a Site,
}

/// What `--format json` prints.
#[derive(Serialize)]
struct Told<'a> {
    target: &'a str,
    host: &'a str,
    /// The host holds the site as it is now.
    equal: bool,
    plan: &'a Plan,
    /// Why a run would be refused, or somebody asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    refused: Option<String>,
    /// `None` when nothing was to be done, or only to be told.
    done: Option<Done>,
    milliseconds: u128,
    build: &'a Report,
}

impl<'a> Words<'a> {
    pub fn new(
        format: Format,
        target: &'a str,
        host: &str,
        report: &'a Report,
        site: &'a Site,
    ) -> Self {
        Self {
            format,
            target,
            host: host.to_owned(),
            report,
            site,
        }
    }

    pub fn check(&self, plan: &Plan) -> Result<()> {
        let text = match plan.is_empty() {
            true => format!("{} holds the site as it is ({})\n", self.host, self.files()),
            false => format!("{}{} differs from the site\n", self.listed(plan), self.host),
        };
        self.say(text, plan, plan.is_empty(), None, None, Duration::ZERO)
    }

    pub fn dry_run(&self, plan: &Plan, risk: Option<Risk>) -> Result<()> {
        let refused = match (plan.foreign.is_empty(), risk) {
            (false, _) => Some("files of others are in the way; --force replaces them".to_owned()),
            (true, Some(risk)) => Some(format!("{risk}; --max-delete allows it")),
            (true, None) => None,
        };
        let mut text = match plan.is_empty() {
            true => self.nothing(),
            false => format!(
                "{}nothing was published: this is a dry run\n",
                self.listed(plan)
            ),
        };
        if let Some(refused) = &refused {
            let _ = writeln!(text, "publishing would stop: {refused}");
        }
        self.say(text, plan, plan.is_empty(), refused, None, Duration::ZERO)
    }

    /// Before something is done.
    pub fn plan(&self, plan: &Plan) -> Result<()> {
        if self.format == Format::Text {
            report::to_stdout(self.listed(plan).as_bytes())?;
        }
        Ok(())
    }

    pub fn done(&self, plan: &Plan, done: Option<Done>, time: Duration) -> Result<()> {
        let text = match done {
            None => self.nothing(),
            Some(done) => {
                let mut text = format!(
                    "sent {}, {} in {:.1} s",
                    count(done.sent, "file"),
                    HumanBytes(done.bytes),
                    time.as_secs_f64()
                );
                if done.resumed > 0 {
                    let _ = write!(text, ", {} from a run that was cut off", done.resumed);
                }
                if done.deleted > 0 {
                    let _ = write!(text, ", deleted {}", done.deleted);
                }
                format!("{text}\n{} holds the site ({})\n", self.host, self.files())
            }
        };
        self.say(text, plan, true, None, done, time)
    }

    fn nothing(&self) -> String {
        format!(
            "nothing to do: {} holds the site as it is ({})\n",
            self.host,
            self.files()
        )
    }

    fn files(&self) -> String {
        count(self.site.files.len(), "file")
    }

    /// The plan, list by list.
    fn listed(&self, plan: &Plan) -> String {
        let mut text = format!("{}\n", self.host);
        let lists = [
            ("added", &plan.added),
            ("changed", &plan.changed),
            ("other headers", &plan.headers),
            ("deleted", &plan.deleted),
            ("there already, from others", &plan.foreign),
        ];
        for (name, paths) in lists.into_iter().filter(|(_, paths)| !paths.is_empty()) {
            let _ = writeln!(text, "{:>6} {name}", paths.len());
            for path in paths.iter().take(LONGEST) {
                let _ = writeln!(text, "         {}", printable(path));
            }
            if paths.len() > LONGEST {
                let _ = writeln!(text, "         and {} more", paths.len() - LONGEST);
            }
        }
        let _ = writeln!(text, "{:>6} unchanged", plan.unchanged.len());
        let sent = plan.sent();
        if !sent.is_empty() {
            let files = count(sent.len(), "file");
            let _ = writeln!(
                text,
                "{files} to send, {}",
                HumanBytes(self.site.bytes(sent))
            );
        }
        if plan.base.claim.is_some() {
            text.push_str("an earlier run was cut off; this one finishes it\n");
        }
        text
    }

    fn say(
        &self,
        text: String,
        plan: &Plan,
        equal: bool,
        refused: Option<String>,
        done: Option<Done>,
        time: Duration,
    ) -> Result<()> {
        match self.format {
            Format::Text => report::to_stdout(text.as_bytes())?,
            Format::Json => report::to_json(&Told {
                target: self.target,
                host: &self.host,
                equal,
                plan,
                refused,
                done,
                milliseconds: time.as_millis(),
                build: self.report,
            })?,
        };
        Ok(())
    }
}

/// A path may hold what a terminal would take for a command.
fn printable(path: &str) -> String {
    path.chars()
        .map(|ch| if ch.is_control() { '\u{fffd}' } else { ch })
        .collect()
}
