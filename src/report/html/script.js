'use strict';
// Filters the findings. All text is read from the page and written as text, never as markup.
(() => {
  const form = document.getElementById('filter');
  if (!form) return;
  const section = document.getElementById('findings');
  const none = document.getElementById('none');
  const fields = form.elements;
  const groups = new Map();
  for (const rule of document.querySelectorAll('details.rule')) groups.set(rule.dataset.rule, rule.dataset.group);
  const articles = [...section.querySelectorAll('article')].map((node) => ({
    node,
    name: node.querySelector('h3').textContent,
    findings: [...node.querySelectorAll('.finding')].map((node) => ({
      node,
      rule: node.dataset.rule,
      group: groups.get(node.dataset.rule) || '',
      severity: node.dataset.severity,
      fix: node.dataset.fix || 'none',
      places: Number(node.dataset.places || 1),
      text: null,
    })),
  }));
  const all = articles.flatMap((article) => article.findings);
  const total = all.reduce((sum, finding) => sum + finding.places, 0);
  const fold = (text) => text.normalize('NFKC').toLowerCase();
  const number = (count) => count.toLocaleString('en').replaceAll(',', '\u202f');

  const offer = (name, counts) => {
    for (const [value, label, count] of counts) {
      const option = document.createElement('option');
      option.value = value;
      option.textContent = `${label} (${number(count)})`;
      fields[name].append(option);
    }
  };
  const counted = (key) => {
    const counts = new Map();
    for (const finding of all) counts.set(finding[key], (counts.get(finding[key]) || 0) + finding.places);
    return [...counts].sort().filter(([name]) => name !== '').map(([name, count]) => [name, name, count]);
  };
  offer('group', counted('group'));
  offer('rule', counted('rule'));
  offer('fix', counted('fix'));
  offer('article', articles.map(({ name, findings }, index) =>
    [index, name, findings.reduce((sum, finding) => sum + finding.places, 0)]));

  const apply = () => {
    const words = fold(fields.words.value).split(/\s+/).filter(Boolean);
    const severities = new Set([...form.querySelectorAll('[name=severity]:checked')].map((box) => box.value));
    const matches = (finding, article) => {
      if (!severities.has(finding.severity)) return false;
      for (const key of ['group', 'rule', 'fix']) {
        if (fields[key].value !== '' && fields[key].value !== finding[key]) return false;
      }
      if (words.length === 0) return true;
      if (finding.text === null) finding.text = fold(`${article.name} ${finding.node.textContent}`);
      return words.every((word) => finding.text.includes(word));
    };
    let shown = 0;
    articles.forEach((article, index) => {
      const chosen = fields.article.value === '' || Number(fields.article.value) === index;
      let any = false;
      for (const finding of article.findings) {
        const visible = chosen && matches(finding, article);
        finding.node.hidden = !visible;
        if (visible) {
          any = true;
          shown += finding.places;
        }
      }
      article.node.hidden = !any;
    });
    none.hidden = shown > 0;
    fields.count.value = `${number(shown)} of ${number(total)} shown`;
  };

  let waiting;
  form.addEventListener('input', (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, event.target.name === 'words' ? 120 : 0);
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(apply));

  // A link to a finding that the filter hides shows all again.
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (target.matches('details')) target.open = true;
    if (target.closest('[hidden]')) {
      form.reset();
      apply();
      target.scrollIntoView();
    }
  };
  addEventListener('hashchange', reveal);

  for (const rule of document.querySelectorAll('details.rule')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Show only these findings';
    button.addEventListener('click', () => {
      form.reset();
      fields.rule.value = rule.dataset.rule;
      apply();
      fields.rule.focus({ preventScroll: true });
      section.scrollIntoView();
    });
    rule.querySelector('.places').before(button);
  }

  addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });

  section.classList.add('filtered');
  form.hidden = false;
  apply();
  reveal();
})();
