use crate::facts::Facts;
use crate::finding::Finding;
use crate::fix::Safety;

/// Makes `manual` what would change text that must stay as it was written, so that no rule has to look for it.
pub(super) fn withhold(findings: &mut [Finding], facts: &Facts<'_>) {
    for finding in findings {
        let Some(fix) = finding.fix.as_mut().filter(|fix| fix.safety > Safety::Manual) else { continue };
        if let Some(why) = facts.kept().withholds(finding.span, fix, facts.doc.text()) {
            fix.safety = Safety::Manual;
            fix.withheld = Some(why);
        }
    }
}
