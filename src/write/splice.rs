use crate::source::ContainerPosition;

/// A replacement in a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    /// Where it starts in the container as it was read.
    pub at: ContainerPosition,
    /// What stands there.
    pub old: String,
    /// What is to stand there.
    pub new: String,
}

impl Splice {
    /// The offset of the byte after `old`, in the container as it was read.
    pub fn end(&self) -> u64 {
        self.at.offset + self.old.len() as u64
    }
}
