'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const at = (id) => document.getElementById(id);
  const six = Object.keys(data.words);
  const PAGE = 40;
  let language = data.language, shown = PAGE, found = [];

  // Letters that sound alike are one: marks and case are gone, Cyrillic, Greek and Arabic become Latin.
  const TABLE = {};
  const put = (from, to) => [...from].forEach((sign, place) => { TABLE[sign] = to[place]; });
  put('абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ', ['a', 'b', 'v', 'g', 'd', 'e', 'e', 'zh', 'z', 'i', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'r', 's', 't', 'u', 'f', 'kh', 'ts', 'ch', 'sh', 'sh', '', 'y', '', 'e', 'iu', 'ia', 'i', 'i', 'e', 'g']);
  put('ابتثجحخدذرزسشصضطظعغفقكلمنهويةىپچژگک', ['a', 'b', 't', 'th', 'j', 'h', 'kh', 'd', 'dh', 'r', 'z', 's', 'sh', 's', 'd', 't', 'z', '', 'gh', 'f', 'q', 'k', 'l', 'm', 'n', 'h', 'w', 'i', 'h', 'i', 'p', 'ch', 'zh', 'g', 'k']);
  put('αβγδεζηθικλμνξοπρσςτυφχψω', ['a', 'v', 'g', 'd', 'e', 'z', 'i', 'th', 'i', 'k', 'l', 'm', 'n', 'x', 'o', 'p', 'r', 's', 's', 't', 'i', 'f', 'ch', 'ps', 'o']);
  const fold = (text) => text.normalize('NFKD').toLowerCase().replace(/[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0640\u0621]/g, '')
    .replace(/ة/g, 'ه').replace(/[ىی]/g, 'ي').replace(/ß/g, 'ss').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  const latin = (folded) => [...folded].map((sign) => TABLE[sign] ?? sign).join('');
  // The skeleton of a word: its consonants, those that scripts confuse made one, without the Arabic article.
  const bones = (folded) => folded.split(' ').map((word) => latin(word.replace(/^ال(?=..)/, ''))
    .replace(/[cq]/g, 'k').replace(/kh|gh/g, 'h').replace(/ph|v/g, 'f').replace(/p/g, 'b').replace(/th|dh/g, 't').replace(/d/g, 't').replace(/[zx]/g, 's').replace(/g/g, 'j')
    .replace(/[aeiouyw]/g, '').replace(/h/g, '').replace(/(.)\1+/g, '$1')).join(' ').trim();
  const names = (code) => six.map((one) => (data.states.names[code] || {})[one] || code);
  for (const one of data.entries) {
    for (const key of data.shared) if (key in one) one[key] = data.pool[one[key]];
    one.p = (one.p || []).map((parts) => Object.fromEntries(parts.map((part, place) => [data.way[place], part])));
    const said = [...Object.values(one.n || {}), one.o, one.t, one.a, one.r, ...(one.p || []).map((way) => way.city)].filter(Boolean);
    one.own = said.map(fold);
    one.text = ` ${[...one.own, ...names(one.e).map(fold), one.e.toLowerCase()].join(' ')} `;
    one.bones = ` ${[...new Set([...one.own, ...names(one.e).map(fold)].map(bones))].join(' ')} `;
  }

  // 3: the whole begins so; 2: each word stands at the head of one; 1: somewhere, or it sounds so. 0: not.
  const weigh = (one, words, skeletons) => {
    let weight = 3;
    words.forEach((word, place) => {
      if (!weight) return;
      if (one.text.includes(` ${word}`)) weight = Math.min(weight, one.own.some((name) => name.startsWith(words.join(' '))) ? 3 : 2);
      else if (one.text.includes(word) && (word.length > 2 || /\p{Script=Han}/u.test(word))) weight = Math.min(weight, 1.5);
      else if (skeletons[place].length > 1 && one.bones.includes(` ${skeletons[place]}`)) weight = Math.min(weight, 1);
      else weight = 0;
    });
    return weight;
  };
  const search = () => {
    const words = fold(at('words').value).split(' ').filter(Boolean), skeletons = words.map((word) => bones(word));
    const state = at('state').value, wanted = at('function').value;
    const places = new Map(data.states.order[language].map((code, place) => [code, place]));
    found = data.entries.filter((one) => (!state || one.e === state) && (!wanted || (one.f || []).some((row) => row.function === wanted)))
      .map((one) => [words.length ? weigh(one, words, skeletons) : 1, one]).filter((pair) => pair[0])
      .sort((a, b) => b[0] - a[0] || places.get(a[1].e) - places.get(b[1].e) || a[1].i - b[1].i).map((pair) => pair[1]);
    shown = PAGE;
    draw();
  };

  const make = (tag, text, more = {}) => { const node = document.createElement(tag); if (text) node.textContent = text; Object.assign(node, more); return node; };
  const say = (key) => data.words[language][key];
  const fill = (key, told) => Object.entries(told).reduce((text, [place, value]) => text.replace(`{${place}}`, value), say(key));
  const best = (text) => { const code = [language, 'en', 'fr', 'es', 'ru', 'ar', 'zh'].find((one) => (text || {})[one]); return code ? [text[code], code] : ['', language]; };
  const spoken = (tag, [text, code]) => make(tag, text, { lang: code, dir: code === 'ar' ? 'rtl' : 'ltr' });
  const listed = (codes, kind) => (codes || []).map((code) => say(kind)[code] || code).join(language === 'zh' ? '、' : language === 'ar' ? '، ' : ', ');

  // Open now? The clock on the wall of the office, in quarters of an hour ahead for a week.
  const clock = (zone, moment) => {
    const parts = Object.fromEntries(new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
      .formatToParts(moment).map((part) => [part.type, part.value]));
    return { day: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts.weekday), date: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
  };
  const isOpen = (hours, now) => !(hours.closed || []).includes(now.date) && !(data.closed[hours.holidays] || []).includes(now.date)
    && (hours.week[now.day] || []).some(([from, to]) => from <= now.time && now.time < to);
  const hoursTag = (hours) => {
    try {
      const now = Date.now(), here = clock(hours.zone, now);
      if (isOpen(hours, here)) return make('span', `${say('open')} (${here.time})`, { className: 'tag ok' });
      for (let step = 1; step <= 672; step += 1) {
        if (isOpen(hours, clock(hours.zone, now + step * 900000))) return make('span', fill('opens', { hours: Math.ceil(step / 4) }), { className: 'tag' });
      }
    } catch (error) { return null; }
    return null;
  };
  const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

  const row = (list, label, ...nodes) => { const kept = nodes.filter(Boolean); if (!kept.length) return; list.append(make('dt', label)); const cell = make('dd'); cell.append(...kept); list.append(cell); };
  const link = (way) => {
    const href = { email: `mailto:${way.value}`, phone: `tel:${way.value.replace(/[^+\d]/g, '')}`, website: /^https?:/.test(way.value) ? way.value : '' }[way.kind];
    return href ? make('a', way.value, { href, className: 'ltr', rel: 'noreferrer' }) : make('bdi', way.value.replace(/\n/g, ', '));
  };
  const details = (one) => {
    const list = make('dl'), columns = say('columns');
    for (const row_ of one.f || []) {
      const basis = [row_.instrument && (data.treaties[row_.instrument] || {})[language], row_.article].filter(Boolean).join(' ');
      row(list, say('functions')[row_.function] || row_.function, basis ? make('bdi', basis) : null, row_.scope ? make('bdi', ` ${best(Object.fromEntries(Object.entries(row_.scope).map(([code, said]) => [code, said.text])))[0]}`) : null);
      if (!basis) list.append(make('dt', say('functions')[row_.function]));
    }
    for (const way of one.p || []) {
      const purpose = way.purpose && way.purpose !== 'office' ? ` (${say('purposes')[way.purpose]})` : '';
      const country = way.country ? make('span', `, ${(data.states.names[way.country] || {})[language] || way.country}`) : null;
      row(list, say('reachs')[way.kind] + purpose, link(way), way.extension ? make('span', ` ${say('marks').ext} ${way.extension}`) : null, country, way.note ? make('span', ` – ${way.note}`) : null);
    }
    if (one.h) {
      const lines = one.h.week.map((spans, day) => (spans.length ? `${say('days')[DAYS[day]]} ${spans.map((span) => span.join('–')).join(', ')}` : '')).filter(Boolean);
      row(list, columns.hours, hoursTag(one.h), make('span', ` ${lines.join('; ')} · `), make('span', one.h.zone, { className: 'ltr' }));
      if (one.h.holidays && !data.closed[one.h.holidays]) list.append(make('dd', say('holidays_unknown'), { className: 'quiet' }));
    }
    if (one.l) row(list, columns.languages, make('span', listed(one.l, 'tongues')));
    if (one.ch) row(list, columns.channels, make('span', listed(one.ch, 'channels')));
    if (one.fm) row(list, columns.formats, make('span', listed(one.fm, 'formats')));
    if (one.w) row(list, columns.networks, make('bdi', one.w.join(', ')));
    for (const [key, label] of [['inf', 'information'], ['req', 'requirements'], ['urg', 'urgent']]) if (one[key]) row(list, columns[label], spoken('p', best(one[key])));
    for (const part of one.c || []) row(list, say('culturals')[part.kind], make('bdi', [part.name, part.address].filter(Boolean).join(', ')));
    for (const act of one.d || []) row(list, say('acts')[act[0]], make('bdi', `${act[1]}, ${act[2]}`));
    for (const code of six) if (one.n && one.n[code] && code !== best(one.n)[1]) row(list, data.words[code].own, spoken('span', [one.n[code], code]));
    return list;
  };
  const entry = (one) => {
    const box = make('details'), head = make('summary');
    head.append(spoken('b', one.n ? best(one.n) : [one.o, one.ol || '']));
    if (one.a) head.append(make('bdi', ` (${one.a})`));
    if (one.h) { const open = hoursTag(one.h); if (open) head.append(open); }
    head.append(make('span', say('standings')[one.s], { className: `tag ${one.s === 'confirmed' ? 'ok' : 'no'}` }));
    if (one.x) head.append(make('span', say('mark'), { className: 'tag inv' }));
    head.append(make('br'), make('span', `${say('kinds')[one.k]} · ${listed((one.f || []).map((row_) => row_.function), 'functions')}`, { className: 'quiet' }));
    box.append(head);
    box.addEventListener('toggle', () => { if (box.open && box.children.length === 1) box.append(details(one)); });
    return box;
  };
  const draw = () => {
    const list = at('list');
    list.replaceChildren();
    let last = '';
    for (const one of found.slice(0, shown)) {
      if (one.e !== last) { list.append(make('h2', (data.states.names[one.e] || {})[language] || one.e)); last = one.e; }
      list.append(entry(one));
    }
    at('count').textContent = fill('found', { number: found.length });
    at('more').hidden = found.length <= shown;
  };
  const options = (select, rows) => { const kept = select.value; select.replaceChildren(...rows.map(([value, text]) => make('option', text, { value }))); select.value = kept; if (select.selectedIndex < 0) select.selectedIndex = 0; };
  const speak = () => {
    document.documentElement.lang = language;
    document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
    document.title = at('title').textContent = say('title');
    document.querySelectorAll('[data-say]').forEach((node) => { node.textContent = say(node.dataset.say); });
    const whom = data.whom === 'secretariat' ? say('secretariat') : data.whom ? (data.states.names[data.whom] || {})[language] || data.whom : say('anybody');
    const when = new Date(data.made).toLocaleString(language, { dateStyle: 'long', timeStyle: 'short' });
    at('made').textContent = `${fill('made_for', { whom, date: when })} ${say(data.members ? 'for_members' : 'for_public')}`;
    at('stale').textContent = say('stale');
    options(at('state'), [['', say('all')], ...data.states.order[language].map((code) => [code, data.states.names[code][language]])]);
    const known = [...new Set(data.entries.flatMap((one) => (one.f || []).map((row_) => row_.function)))];
    options(at('function'), [['', say('all')], ...known.map((code) => [code, say('functions')[code] || code]).sort((a, b) => a[1].localeCompare(b[1], language))]);
    options(at('language'), six.map((code) => [code, data.words[code].own]));
    at('language').value = language;
    search();
  };
  at('form').addEventListener('submit', (event) => event.preventDefault());
  at('words').addEventListener('input', search);
  at('state').addEventListener('change', search);
  at('function').addEventListener('change', search);
  at('language').addEventListener('change', () => { language = at('language').value; speak(); });
  at('print').addEventListener('click', () => window.print());
  at('more').addEventListener('click', () => { shown += PAGE * 5; draw(); });
  window.addEventListener('beforeprint', () => { document.querySelectorAll('#list details').forEach((box) => { box.open = true; }); });
  speak();
})();
