use std::collections::HashMap;

use crate::finding::Finding;

/// Findings of one cause, which people see once.
pub(in crate::report) struct Group<'a> {
    /// The finding that is shown.
    pub(in crate::report) first: &'a Finding,
    /// The others of its cluster, in the order of the text.
    pub(in crate::report) others: Vec<&'a Finding>,
}

/// The findings of a document by cluster, each cluster where its first member stands.
pub(in crate::report) fn groups(findings: &[Finding]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut clusters = HashMap::new();
    for finding in findings {
        let place = match &finding.cluster {
            Some(cluster) => {
                *clusters.entry((finding.rule, finding.severity, cluster)).or_insert(groups.len())
            }
            None => groups.len(),
        };
        match groups.get_mut(place) {
            Some(group) => group.others.push(finding),
            None => groups.push(Group { first: finding, others: Vec::new() }),
        }
    }
    groups
}
