/// A place in a container, counted from the container's own start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ContainerPosition {
    /// Bytes from 0.
    pub offset: u64,
    /// Lines from 1.
    pub line: u64,
    /// Unicode scalar values from 1.
    pub column: u64,
}

/// The piece of a container that a document's text was decoded from, as it stands there.
#[derive(Debug)]
pub struct ContainerText {
    /// The raw text: entities and CDATA marks as they are.
    pub raw: String,
    /// Where `raw` starts in the container.
    pub start: ContainerPosition,
}

/// The way from offsets of a document's text back to its container.
///
/// A map without a container text has nothing to lead back to: the document is its own container,
/// or the container is compressed or not UTF-8.
#[derive(Debug, Default)]
pub struct SourceMap {
    container: Option<ContainerText>,
    /// Places, in order, from which on text and raw run in step: (offset in the text, offset in `raw`).
    steps: Vec<(u32, u32)>,
}

impl SourceMap {
    /// The map of a document that is its own container.
    pub fn identity() -> Self {
        SourceMap::default()
    }

    /// A map into `container`. `steps` are the places, in order, where text and raw stop running in step:
    /// each says that from this offset of the text on, raw goes on at that offset, byte for byte.
    pub fn new(container: ContainerText, steps: Vec<(u32, u32)>) -> Self {
        SourceMap { container: Some(container), steps }
    }

    /// The piece of the container the text was decoded from, if there is one.
    pub fn container(&self) -> Option<&ContainerText> {
        self.container.as_ref()
    }
}
