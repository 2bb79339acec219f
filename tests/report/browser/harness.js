'use strict';
// Uses the report in frames as a reader would, and writes what it saw, as JSON, into `#result`.

const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const texts = (root, selector) => [...root.querySelectorAll(selector)].map((node) => node.textContent);
const isShown = (node) => node.getClientRects().length > 0;

// What the page says, element by element.
function content(page) {
  return {
    title: page.title,
    failures: texts(page, '#failures li'),
    articles: texts(page, 'article > h3'),
    messages: texts(page, '.finding > h4'),
    lines: texts(page, '.line code'),
    marks: texts(page, 'mark'),
    said: texts(page, '.said'),
    helps: texts(page, '.help'),
    changes: texts(page, '.change code'),
  };
}

// What must not be in the page, whatever an article holds.
function hazards(frame) {
  const page = frame.contentDocument;
  const attributes = [...page.querySelectorAll('*')].flatMap((node) => [...node.attributes]);
  return {
    scripts: page.scripts.length,
    handlers: attributes.filter((attribute) => /^on/i.test(attribute.name)).length,
    styles: attributes.filter((attribute) => attribute.name === 'style').length,
    links: [...page.querySelectorAll('[href], [src]')]
      .map((node) => node.getAttribute('href') || node.getAttribute('src'))
      .filter((address) => !/^(#|https?:\/\/)/.test(address)),
    loaders: page.querySelectorAll('img, iframe, object, embed, link, base, svg, video, audio').length,
    requests: frame.contentWindow.performance.getEntriesByType('resource').map((entry) => entry.name),
    ran: [window, frame.contentWindow].filter((window) => window.hit !== undefined).length,
  };
}

// What a reader of the page by keyboard or by ear needs.
function access(page) {
  const headings = [...page.querySelectorAll('h1, h2, h3, h4')].map((node) => Number(node.localName[1]));
  const ids = [...page.querySelectorAll('[id]')].map((node) => node.id);
  const targets = [...page.querySelectorAll('a[href^="#"]')].map((node) => node.getAttribute('href').slice(1));
  return {
    skipped: headings.filter((level, index) => level > (headings[index - 1] || 0) + 1).length,
    repeated: ids.length - new Set(ids).size,
    dangling: targets.filter((id) => !page.getElementById(id)),
    unlabelled: [...page.querySelectorAll('input, select')].filter((node) => node.labels.length === 0).length,
    language: page.documentElement.lang,
  };
}

// The least contrast between a text and what is behind it.
function contrast(frame) {
  const page = frame.contentDocument;
  const style = (node) => frame.contentWindow.getComputedStyle(node);
  const colour = (text) => text.match(/[\d.]+/g).map(Number);
  const luminance = (text) => {
    const [r, g, b] = colour(text).slice(0, 3).map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const ground = style(at).backgroundColor;
      if (colour(ground)[3] !== 0) return ground;
    }
    return 'rgb(255, 255, 255)';
  };
  let least = { ratio: 21, where: '' };
  for (const details of page.querySelectorAll('details')) details.open = true;
  for (const node of page.querySelectorAll('body *')) {
    const hasText = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim() !== '');
    if (!hasText || !isShown(node) || node.localName === 'option') continue;
    const [one, other] = [luminance(style(node).color), luminance(behind(node))];
    const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (ratio < least.ratio) least = { ratio, where: `${node.localName}.${node.className}` };
  }
  return least;
}

// What is shown after each use of the filter.
async function filtering(page) {
  const form = page.getElementById('filter');
  const fields = form.elements;
  const shown = () => ({
    messages: [...page.querySelectorAll('.finding')].filter(isShown).map((node) => node.querySelector('h4').textContent),
    articles: [...page.querySelectorAll('article')].filter(isShown).length,
    count: fields.count.value,
    none: isShown(page.getElementById('none')),
  });
  const seen = {};
  const step = async (name, change) => {
    change();
    form.dispatchEvent(new Event('input'));
    await wait(300);
    seen[name] = shown();
    form.reset();
    await wait(50);
  };
  const choose = (name, label) => {
    const option = [...fields[name].options].find((option) => option.textContent.startsWith(label));
    fields[name].value = option ? option.value : 'no such option';
  };
  await step('all', () => {});
  await step('words', () => { fields.words.value = 'MONTH 13'; });
  await step('markup', () => { fields.words.value = '<script>'; });
  await step('nothing', () => { fields.words.value = 'no such words'; });
  await step('severity', () => { form.querySelector('[value=error]').checked = false; });
  await step('rule', () => choose('rule', 'date-impossible'));
  await step('group', () => choose('group', 'date'));
  await step('fix', () => choose('fix', 'safe'));
  await step('article', () => choose('article', 'Plain'));
  page.querySelector('details.rule button').click();
  await wait(300);
  seen.button = shown();
  form.reset();
  await wait(50);
  return seen;
}

function overflow(page) {
  return page.documentElement.scrollWidth - page.documentElement.clientWidth;
}

addEventListener('load', async () => {
  const [wide, narrow, scriptless] = ['wide', 'narrow', 'scriptless'].map((id) => document.getElementById(id));
  let result;
  try {
    await wait(200);
    const page = wide.contentDocument;
    const plain = scriptless.contentDocument;
    result = {
      ground: wide.contentWindow.getComputedStyle(page.body).backgroundColor,
      content: content(page),
      hazards: hazards(wide),
      access: access(page),
      filtering: await filtering(page),
      contrast: contrast(wide),
      overflow: [overflow(page), overflow(narrow.contentDocument)],
      scriptless: {
        findings: [...plain.querySelectorAll('.finding')].filter(isShown).length,
        filter: isShown(plain.getElementById('filter')),
      },
    };
  } catch (error) {
    result = { error: `${error}\n${error.stack}` };
  }
  document.getElementById('result').textContent = JSON.stringify(result);
});
