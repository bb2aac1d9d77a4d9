
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { languages, guides, texts, sets, gaps } = data;
  const [sourceTag, sourceDirection] = data.source;
  const CHUNK = 60, FEW = 10, MANY = 50;
  const $ = (id) => document.getElementById(id);
  const number = new Intl.NumberFormat("en");
  const view = { language: null, query: [], folder: "", state: "", sort: "path", down: false, open: new Set(), rows: [], shown: 0 };

  // Every text becomes a text node: nothing of the site is ever read as HTML.
  function make(tag, properties, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "onclick") element.addEventListener("click", value);
      else if (name === "class") element.className = value;
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  }
  const counted = (count, noun) => `${number.format(count)} ${noun}${count === 1 ? "" : "s"}`;
  const source = (text, extra) => make("p", { class: `text ${extra || ""}`, lang: sourceTag, dir: sourceDirection }, text);
  const nameOf = (language) => languages[language][1];

  // Of a cell [words translated, segments translated, 1 if published or 2 if by hand], and where it
  // matters [..., 1 if a file cannot be read, segments of each state between the first and the last].
  function cellOf(guide, language) {
    const found = guide[5][language];
    if (found === null) return null;
    const [words = 0, segments = 0, published = 0, refused = 0, ...odd] = found || [];
    const amounts = data.states.map(([state, word], index) => ({ state, word, count: odd[index - 1] || 0 }));
    return { words, segments, published, refused, odd: amounts.filter((each) => each.count) };
  }
  const totalOf = (guide) => guide[3] || guide[4];
  const doneOf = (guide, cell) => (guide[3] ? cell.words : cell.segments);
  const percentOf = (done, total) => (total ? Math.floor((done * 1000) / total) / 10 : null);
  const tint = (percent) => (percent <= 0 ? 0 : percent >= 100 ? 10 : 1 + Math.floor((percent / 100) * 9));

  function plain(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  const facts = guides.map((guide) => {
    const cells = languages.map((_, language) => cellOf(guide, language));
    const own = cells.filter((cell) => cell !== null);
    const done = own.reduce((sum, cell) => sum + doneOf(guide, cell), 0);
    return {
      cells,
      hay: plain(`${guide[2]}\n${guide[0]}\n${guide[1]}`),
      percent: percentOf(done, totalOf(guide) * own.length),
      left: totalOf(guide) * own.length - done,
    };
  });
  function standing(index) {
    if (view.language === null) return facts[index];
    const cell = facts[index].cells[view.language], guide = guides[index];
    return { percent: percentOf(doneOf(guide, cell), totalOf(guide)), left: totalOf(guide) - doneOf(guide, cell) };
  }

  // The map of guides by languages.
  function isWanted(index) {
    const { cells, hay } = facts[index], guide = guides[index];
    if (!guide[1].startsWith(view.folder)) return false;
    if (!view.query.every((word) => hay.includes(word))) return false;
    const own = (view.language === null ? cells : [cells[view.language]]).filter((cell) => cell !== null);
    if (!own.length) return false;
    const whole = (cell) => cell.segments === guide[4];
    if (view.state && !guide[4]) return false;
    switch (view.state) {
      case "unpublished": return own.some((cell) => !cell.published);
      case "by-hand": return own.some((cell) => cell.published === 2);
      case "incomplete": return own.some((cell) => !whole(cell));
      case "refused": return own.some((cell) => cell.refused);
      case "complete": return own.every(whole);
      case "": return true;
      default: return own.some((cell) => cell.odd.some((each) => each.state === view.state));
    }
  }
  const collator = new Intl.Collator("en", { numeric: true });
  const nameOfGuide = (guide) => guide[2] || guide[0];
  const ORDERS = {
    path: (a, b) => collator.compare(guides[a][1], guides[b][1]),
    title: (a, b) => collator.compare(nameOfGuide(guides[a]), nameOfGuide(guides[b])),
    least: (a, b) => (standing(a).percent ?? 101) - (standing(b).percent ?? 101),
    most: (a, b) => (standing(b).percent ?? -1) - (standing(a).percent ?? -1),
    left: (a, b) => standing(b).left - standing(a).left,
  };

  const oddOf = (cell) => cell.odd.map(({ word, count }) => `${counted(count, "text")} ${word}`);

  function cellElement(guide, cell, language) {
    const on = view.language === language ? " on" : "";
    const tag = languages[language][0];
    if (cell === null) return make("td", { class: `off${on}`, "data-tag": tag, title: `not translated into ${nameOf(language)}` }, "–");
    const percent = percentOf(doneOf(guide, cell), totalOf(guide));
    const published = ["", " published", " published by-hand"][cell.published];
    const said = ["", "published", "published, kept by hand"][cell.published];
    if (percent === null) return make("td", { class: `off${published}${on}`, "data-tag": tag, title: `${nameOf(language)}: nothing to translate` }, "–");
    const more = [said, ...oddOf(cell), cell.refused && "cannot be read"].filter(Boolean);
    const title = [`${nameOf(language)}: ${percent} %`, ...more].join(", ");
    const element = make("td", { class: `h${tint(percent)}${published}${on}`, "data-tag": tag, title }, String(Math.floor(percent)));
    if (published) element.append(make("span", { class: "spoken" }, ` ${said}`));
    return element;
  }

  function rowElements(index) {
    const guide = guides[index], open = view.open.has(index);
    const button = make("button", { type: "button", class: "expand", "aria-expanded": String(open), "data-guide": index },
      make("span", null, make("bdi", { class: "name", lang: sourceTag, dir: guide[2] ? sourceDirection : null }, nameOfGuide(guide)), make("bdi", { class: "path", dir: "ltr" }, guide[1])));
    const row = make("tr", null, make("th", { scope: "row" }, button),
      ...facts[index].cells.map((cell, language) => cellElement(guide, cell, language)));
    return open ? [row, detailElement(index)] : [row];
  }

  function detailElement(index) {
    return make("tr", { class: "detail" }, make("td", { class: "panel", colspan: languages.length + 1 }, ...panel(index)));
  }

  function panel(index) {
    const guide = guides[index];
    const wanted = (language) => view.language === null || view.language === language;
    const states = facts[index].cells.flatMap((cell, language) => {
      if (cell === null || !wanted(language)) return [];
      const left = totalOf(guide) - doneOf(guide, cell);
      const unit = guide[3] ? "word" : "text";
      const words = left ? `${counted(left, unit)} left` : "complete";
      const percent = percentOf(doneOf(guide, cell), totalOf(guide));
      const state = percent === null ? "nothing to translate" : [`${percent} %`, words, ...oddOf(cell), ...(cell.refused ? ["cannot be read"] : [])].join(", ");
      return [make("li", null, make("bdi", null, languages[language][0]), ` ${state}${["", ", published", ", published, kept by hand"][cell.published]}`)];
    });
    const missing = (gaps[index] || []).filter(([, , set, drafts]) =>
      view.language === null || sets[set].includes(view.language) || drafts.some((draft) => draft[0] === view.language));
    const all = facts[index].cells.filter((cell, language) => cell !== null && wanted(language)).every((cell) => cell.segments === guide[4]);
    const left = guide[6] - (gaps[index] || []).length;
    return [
      make("h3", null, `${counted(guide[3], "word")} in ${counted(guide[4], "text")} · key `, make("bdi", null, guide[0])),
      make("ol", { class: "states" }, ...states),
      ...(all ? [make("p", { class: "lack" }, guide[4] ? "Everything is translated." : "There is nothing to translate.")] : [
        make("h3", null, "Texts that are not published"),
        make("ol", { class: "gaps" }, ...missing.map(gapElement)),
        ...(left > 0 ? [make("p", { class: "lack" }, `${counted(left, "text")} more would not fit in this page; the guide's catalogs have them all.`)] : []),
      ]),
    ];
  }

  function gapElement([text, line, set, drafts]) {
    const lacking = view.language === null ? sets[set] : sets[set].filter((language) => language === view.language);
    const shown = view.language === null ? drafts : drafts.filter((draft) => draft[0] === view.language);
    const every = lacking.length === languages.length && languages.length > 2;
    const who = every ? `all ${languages.length} languages` : lacking.map((language) => languages[language][0]).join(", ");
    return make("li", null, source(texts[text]),
      make("p", { class: "lack" }, `line ${line}${who ? ` · untranslated in ${who}` : ""}`),
      ...shown.map(([language, msgstr, state, change, fault]) => make("div", { class: `draft ${data.states[state][0]}` },
        make("span", { class: "tag" }, languages[language][0]),
        make("p", { class: "text", lang: languages[language][0], dir: languages[language][3] }, texts[msgstr]),
        make("p", { class: "why" }, fault !== undefined ? `quarantined: ${texts[fault]}` : change ? `${data.states[state][2]} (${change})` : data.states[state][2]))));
  }

  function showRows(count) {
    const page = document.createDocumentFragment();
    for (const index of view.rows.slice(view.shown, view.shown + count)) page.append(...rowElements(index));
    $("rows").append(page);
    view.shown = Math.min(view.rows.length, view.shown + count);
    const left = view.rows.length - view.shown;
    $("more").hidden = !left;
    $("more").textContent = `Show more of the ${number.format(left)} guides left`;
  }

  function showMap() {
    view.rows = guides.map((_, index) => index).filter(isWanted).sort((a, b) => ORDERS[view.sort](a, b) || ORDERS.path(a, b));
    view.shown = 0;
    $("rows").replaceChildren();
    $("map").hidden = !view.rows.length;
    $("map").classList.toggle("focused", view.language !== null);
    $("none").hidden = view.rows.length > 0;
    $("none").textContent = guides.length ? "No guide is like this. Take a filter away, or search for something shorter." : "No guide has been measured yet. Write one in the source language, then run l10n sync.";
    $("count").textContent = view.rows.length === guides.length ? counted(guides.length, "guide") : `${number.format(view.rows.length)} of ${counted(guides.length, "guide")}`;
    for (const head of document.querySelectorAll(".map thead th")) {
      const language = head.dataset.language;
      const sorts = language === undefined ? view.sort === "path" : view.language === Number(language) && ["least", "most"].includes(view.sort);
      if (sorts) head.setAttribute("aria-sort", view.sort === "most" ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    showRows(CHUNK);
  }

  function toggle(button) {
    const index = Number(button.dataset.guide), row = button.closest("tr");
    const open = !view.open.delete(index);
    if (open) {
      view.open.add(index);
      row.after(detailElement(index));
    } else {
      row.nextElementSibling.remove();
    }
    button.setAttribute("aria-expanded", String(open));
  }

  function openGuide(index) {
    Object.assign(view, { query: [], folder: "", state: "" });
    $("search").value = $("folder").value = $("state").value = "";
    view.open.add(index);
    showMap();
    const place = view.rows.indexOf(index);
    if (place < 0) return;
    if (place >= view.shown) showRows(place + 1 - view.shown);
    const button = $("rows").querySelector(`[data-guide="${index}"]`);
    button.focus({ preventScroll: true });
    button.scrollIntoView({ block: "center" });
  }

  // The lists, each with a button for more of it.
  function list(name, items, element, empty) {
    let shown = FEW;
    const target = $(name), more = $(`${name}-more`);
    const show = () => {
      target.replaceChildren(...items.slice(0, shown).map(element));
      if (!items.length) target.append(make("li", { class: "where" }, empty));
      more.hidden = shown >= items.length;
      more.textContent = `Show ${number.format(Math.min(MANY, items.length - shown))} more`;
    };
    more.onclick = () => { shown += MANY; show(); };
    show();
  }

  // A guide that lacks as much in several languages is one line.
  function nextGuides() {
    const lines = new Map();
    data.nextGuides.forEach((list, language) => {
      if (view.language !== null && view.language !== language) return;
      for (const [guide, lacking] of list) {
        const name = `${guide} ${lacking}`;
        if (!lines.has(name)) lines.set(name, { guide, lacking, own: [] });
        lines.get(name).own.push(language);
      }
    });
    return [...lines.values()].sort((a, b) => a.lacking - b.lacking || b.own.length - a.own.length || a.guide - b.guide);
  }

  function namesOf(own) {
    if (own.length === languages.length && own.length > 2) return `all ${own.length} languages`;
    return own.length > 3 ? own.map((language) => languages[language][0]).join(", ") : own.map(nameOf).join(", ");
  }

  function showBehind() {
    if (!$("behind-pages")) return;
    const items = data.behind.filter((row) => view.language === null || row[0] === view.language);
    list("behind-pages", items, ([language, guide, words, byHand, since, causes, revision]) => make("li", null,
      make("div", { class: "what" },
        make("button", { type: "button", class: "link", onclick: () => openGuide(guide) }, make("bdi", { lang: sourceTag }, nameOfGuide(guides[guide]))),
        make("p", { class: "where" }, `${nameOf(language)}${byHand ? ", kept by hand" : ""} · ${causes}`,
          ...(since ? [" · since ", make("bdi", null, since)] : []),
          ...(revision ? [" · translated by ", make("bdi", null, revision)] : []))),
      make("span", { class: "gain" }, number.format(words), make("small", null, words === 1 ? "word" : "words"))),
      "No published page of this language is behind.");
  }

  function showNext() {
    const unit = (guide, lacking) => `${guides[guide][3] ? "word" : "text"}${lacking === 1 ? "" : "s"} to go`;
    list("next-guides", nextGuides(), ({ guide, lacking, own }) => make("li", null,
      make("div", { class: "what" },
        make("button", { type: "button", class: "link", onclick: () => openGuide(guide) }, make("bdi", { lang: sourceTag }, nameOfGuide(guides[guide]))),
        make("p", { class: "where" }, view.language === null ? namesOf(own) : make("bdi", { dir: "ltr" }, guides[guide][1]))),
      make("span", { class: "gain" }, lacking ? number.format(lacking) : "ready", make("small", null, lacking ? unit(guide, lacking) : "run l10n merge"))),
      "Every guide is published.");
    const chosen = data.nextTexts[view.language === null ? 0 : view.language + 1];
    const noun = view.language === null ? "page" : "guide";
    list("next-texts", chosen, ([text, pages, words]) => make("li", null,
      make("div", { class: "what" }, source(texts[text], "clamp"), make("p", { class: "where" }, `${counted(words, "word")} in all`)),
      make("span", { class: "gain" }, number.format(pages), make("small", null, `${noun}${pages === 1 ? "" : "s"}`))),
      "Every text is translated.");
  }

  function showFindings() {
    if (!$("findings")) return;
    const pressed = document.querySelector('.severity[aria-pressed="true"]');
    const only = pressed && Number(pressed.dataset.severity);
    const names = ["error", "warning", "info"];
    const items = data.findings.filter((finding) => !pressed || finding[0] === only);
    list("findings", items, ([severity, check, path, line, message]) => make("li", null,
      make("span", { class: `word ${names[severity]}` }, names[severity]), " ", make("bdi", null, message),
      make("div", { class: "place" }, make("bdi", { dir: "ltr" }, line ? `${path}:${line}` : path), " · ", make("bdi", null, check))),
      "");
    const all = pressed ? data.counts[only] : data.counts.reduce((sum, count) => sum + count);
    $("findings-left").hidden = items.length >= all;
    $("findings-left").textContent = `The page has room for ${number.format(items.length)} of ${number.format(all)}; l10n check lists them all.`;
  }

  function showStale() {
    if (!$("stale")) return;
    const items = data.stale.filter((stale) => view.language === null || stale[0] === view.language);
    $("no-stale").hidden = items.length > 0;
    $("stale").hidden = !items.length;
    const kinds = new Map();
    for (const stale of items) kinds.set(stale[5], (kinds.get(stale[5]) || 0) + 1);
    $("kinds").replaceChildren(...[...kinds].map(([kind, count]) => make("span", null, make("strong", null, number.format(count)), ` ${kind}`)));
    list("stale", items, ([language, path, line, text, previous, change, day]) => make("li", null,
      ...(text === previous ? [source(texts[text])] : [
        make("p", { class: "text", lang: sourceTag, dir: sourceDirection }, make("del", null, texts[previous])),
        make("p", { class: "text", lang: sourceTag, dir: sourceDirection }, make("ins", null, texts[text]))]),
      make("p", { class: "lack" }, `${nameOf(language)} · ${change}${text === previous ? "" : day ? ` · changed ${day}` : " · not committed yet"} · `, make("bdi", { class: "place", dir: "ltr" }, `${path}:${line}`))), "");
  }

  function setLanguage(language) {
    view.language = language;
    $("language").value = language === null ? "" : String(language);
    showMap();
    showBehind();
    showNext();
    showStale();
  }

  function setSort(order) {
    view.sort = order;
    $("sort").value = order;
    showMap();
  }

  // What people do.
  $("rows").addEventListener("click", (event) => {
    const button = event.target.closest(".expand");
    if (button) toggle(button);
  });
  $("map").tHead.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.sort) return setSort(button.dataset.sort);
    const language = Number(button.dataset.language);
    const again = view.language === language && view.sort === "least";
    view.sort = $("sort").value = again ? "most" : "least";
    setLanguage(language);
  });
  let waiting = 0;
  $("search").addEventListener("input", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => {
      view.query = plain($("search").value).split(/\s+/).filter(Boolean);
      showMap();
    });
  });
  $("folder").addEventListener("change", () => { view.folder = $("folder").value; showMap(); });
  $("state").addEventListener("change", () => { view.state = $("state").value; showMap(); });
  $("sort").addEventListener("change", () => setSort($("sort").value));
  $("language").addEventListener("change", () => setLanguage($("language").value === "" ? null : Number($("language").value)));
  $("more").addEventListener("click", () => {
    const next = view.rows[view.shown];
    showRows(CHUNK);
    const button = $("rows").querySelector(`[data-guide="${next}"]`);
    if (button) button.focus({ preventScroll: true });
  });
  // Asked anew after each chunk, because a button that stays in sight is not told of again.
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    showRows(CHUNK);
    watch.unobserve($("more"));
    watch.observe($("more"));
  }, { rootMargin: "600px" });
  watch.observe($("more"));
  addEventListener("beforeprint", () => showRows(view.rows.length));
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      $("search").focus();
    } else if (event.key === "Escape" && event.target === $("search") && $("search").value) {
      event.preventDefault();
      $("search").value = "";
      $("search").dispatchEvent(new Event("input"));
    }
  });
  for (const button of document.querySelectorAll(".severity")) {
    button.addEventListener("click", () => {
      const pressed = button.getAttribute("aria-pressed") === "true";
      for (const other of document.querySelectorAll(".severity")) other.setAttribute("aria-pressed", "false");
      button.setAttribute("aria-pressed", String(!pressed));
      showFindings();
    });
  }

  // Storage may be forbidden, for a file above all; the choice then lasts as long as the page.
  function remembered() {
    try { return localStorage.getItem("l10n-theme"); } catch { return null; }
  }
  function remember(theme) {
    try { localStorage.setItem("l10n-theme", theme); } catch { /* forbidden */ }
  }
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  function showTheme(theme) {
    if (theme) document.documentElement.dataset.theme = theme;
    const dark = theme ? theme === "dark" : prefersDark.matches;
    $("theme").setAttribute("aria-pressed", String(dark));
  }
  $("theme").addEventListener("click", () => {
    const theme = $("theme").getAttribute("aria-pressed") === "true" ? "light" : "dark";
    remember(theme);
    showTheme(theme);
  });
  prefersDark.addEventListener("change", () => showTheme(document.documentElement.dataset.theme));
  const before = remembered();
  showTheme(["light", "dark"].includes(before) ? before : null);

  const folders = new Map();
  for (const guide of guides) {
    const parts = guide[1].split("/").slice(0, -1);
    for (let depth = 1; depth <= parts.length; depth += 1) {
      const folder = `${parts.slice(0, depth).join("/")}/`;
      folders.set(folder, (folders.get(folder) || 0) + 1);
    }
  }
  for (const [folder, count] of [...folders].sort((a, b) => collator.compare(a[0], b[0]))) {
    const depth = folder.split("/").length - 2;
    $("folder").append(make("option", { value: folder }, `${"\u2003".repeat(depth)}${folder} (${number.format(count)})`));
  }
  document.querySelector(".focus").hidden = languages.length < 2;
  for (const part of document.querySelectorAll(".tools, .above")) part.hidden = false;
  for (const button of document.querySelectorAll(".severity")) button.disabled = button.dataset.count === "0";
  $("theme").hidden = false;
  setLanguage(languages.length === 1 ? 0 : null);
  showFindings();
})();
