use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::{Mutex, PoisonError};

use super::command::{git, output, start};
use super::{GitError, Object};

/// No more bytes than this are reserved before they come.
const MAX_RESERVED: usize = 64 << 20;

/// The contents of objects, from one `git cat-file --batch` that is started when the first is asked for; those that
/// filters change are asked for one by one.
#[derive(Debug)]
pub struct Blobs {
    folder: PathBuf,
    process: Mutex<Option<Process>>,
}

#[derive(Debug)]
struct Process {
    child: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Blobs {
    pub(super) fn new(folder: PathBuf) -> Self {
        Blobs { folder, process: Mutex::new(None) }
    }

    /// The content of an object, as it stands in the work tree.
    pub fn read(&self, Object { name, filtered_as }: &Object) -> Result<Vec<u8>, GitError> {
        if let Some(path) = filtered_as {
            // The length that the batch gives would be that of what git keeps.
            let mut option = OsString::from("--path=");
            option.push(path);
            return output(git(&self.folder).args(["cat-file", "--filters"]).arg(option).arg(name));
        }
        let mut process = self.process.lock().unwrap_or_else(PoisonError::into_inner);
        let mut running = match process.take() {
            Some(running) => running,
            None => Process::start(&self.folder)?,
        };
        let content = running.read(name)?;
        // After an error it is not known what comes next, so that another one is started.
        *process = Some(running);
        Ok(content)
    }
}

impl Process {
    fn start(folder: &Path) -> Result<Self, GitError> {
        let mut command = git(folder);
        command.args(["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(start)?;
        let (requests, answers) = (child.stdin.take(), child.stdout.take());
        match (requests, answers) {
            (Some(requests), Some(answers)) => {
                Ok(Process { child, requests, answers: BufReader::new(answers) })
            }
            _ => Err(GitError::Answer("nothing".to_owned())),
        }
    }

    fn read(&mut self, name: &str) -> Result<Vec<u8>, GitError> {
        self.requests.write_all(format!("{name}\n").as_bytes())?;
        self.requests.flush()?;
        let mut head = String::new();
        self.answers.read_line(&mut head)?;
        let mut words = head.trim_end().rsplit(' ');
        let size = match (words.next(), words.next()) {
            (Some("missing"), _) => return Err(GitError::NoObject(name.to_owned())),
            (Some(size), Some("blob")) => size.parse::<usize>().ok(),
            _ => None,
        };
        let size = size.ok_or_else(|| GitError::Answer(head.trim_end().to_owned()))?;
        let mut content = Vec::with_capacity(size.min(MAX_RESERVED));
        // With the line end after it.
        (&mut self.answers).take(size as u64 + 1).read_to_end(&mut content)?;
        if content.len() != size + 1 {
            return Err(GitError::Answer("it ended too early".to_owned()));
        }
        content.pop();
        Ok(content)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It only reads, so that nothing is lost; one that waits to be read would not end by itself.
        _ = self.child.kill();
        _ = self.child.wait();
    }
}
