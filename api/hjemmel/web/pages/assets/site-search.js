// The search of an exported site: no server answers, so the page reads an index made with the live one's analysis
// (web/export/finding.py). The index is loaded with the first search. Without script the page leads to a list of all.
"use strict";
(() => {
  const PAGE = 20;
  const NEAR = [0.65, 1.3, 2, 4.5]; // what a word is worth by how near to the name of a page it stands
  const [PARTS, MODIFIER, HEAD, OTHER_WORD] = [0.8, 1, 0.3, 0.55];
  const GENERAL = /^(ansvar|plikt)$/; // say little of what is looked for
  const [ALL, SHARE, WHOLE, ANOTHER] = [2, 0.6, 2, 1.5]; // all words found; how much of a name was asked for
  const [NAMED, ENDED] = [0.8, 0.2];
  const [MARK, FIRST, FAR] = [34, 35, 8192];

  const fold = (text) => text.normalize("NFC").toLowerCase()
    .replace(/[éèêë]/g, "e").replace(/[áàâ]/g, "a").replace(/[ôòó]/g, "o").replace(/[öœ]/g, "ø").replace(/ä/g, "æ");
  const foldPlain = (word) => word.replace(/[æå]/g, "a").replace(/ø/g, "o").replace(/aa|ae|oe/g, (pair) => pair[0]);
  const listWords = (text) => fold(text).match(/\d+(?:-\d+)+[a-zæøå]?(?![a-zæøå\d])|[\p{L}\p{N}]+/gu) ?? [];

  // Snowball's stemmer for Norwegian (snowballstem.org/algorithms/norwegian): three steps on what follows the first
  // vowel and a consonant.
  const FIRST_STEP = ("hetenes hetene hetens heter heten endes andes edes erte ande ende enes ers ets ede ane ene ens" +
    " ast het ar er as es en et a e").split(" ").sort((one, other) => other.length - one.length);
  const LAST_STEP = "hetslov elov slov leg eleg lig elig els lov ig eig".split(" ")
    .sort((one, other) => other.length - one.length);
  const stem = (word) => {
    const begins = word.search(/[aeiouyæåø][^aeiouyæåø]/);
    if (begins < 0) return word;
    const start = Math.max(begins + 2, 3);
    const ends = (ending) => word.length - ending.length >= start && word.endsWith(ending);
    const cut = (ending) => { word = word.slice(0, -ending.length); };
    const first = FIRST_STEP.find(ends);
    if (first === "erte") word = word.slice(0, -2);
    else if (first) cut(first);
    else if (ends("ert")) word = word.slice(0, -1);
    else if (ends("s") && (/[bcdfghjlmnoprtvyz]s$/.test(word) || /[^aeiouyæåø]ks$/.test(word))) cut("s");
    if (ends("dt") || ends("vt")) cut("t");
    const last = LAST_STEP.find(ends);
    if (last) cut(last);
    return word;
  };
  // How a word is read: as terms, any of which is the word, and as the parts of its compound.
  const makeReader = ({ words, terms, pairs, small }) => {
    const stops = new Set(small.split(" "));
    const byStem = new Map(Object.keys(words).map((word) => [stem(word), word]));
    const parse = (word) => {
      if (words[word] === "") return { terms: [stem(word)], parts: [] };
      const [own, parts = ""] = words[word].split("|");
      const isTerm = (term) => term in terms;
      return { terms: own.split(" ").filter(isTerm), parts: parts.split(" ").filter(isTerm) };
    };
    const findPair = (word) => ["", "ane", "ene", "ar", "er", "et", "en", "a", "e", "n", "s"]
      .map((ending) => (word.endsWith(ending) ? pairs[word.slice(0, word.length - ending.length)] : "")).find(Boolean);
    const readKnown = (word) => {
      if (word in words) return parse(word);
      const pair = findPair(word);
      if (pair && pair in words) return parse(pair);
      const stemmed = stem(word);
      if (byStem.has(stemmed)) return parse(byStem.get(stemmed));
      if (stemmed in terms) return { terms: [stemmed], parts: [] };
      return word.endsWith("s") && word.slice(0, -1) in words ? parse(word.slice(0, -1)) : null;
    };
    // Fewest parts win; -s- and -e- may link them.
    const split = (word) => {
      const best = Array(word.length + 1).fill(null);
      best[word.length] = [];
      for (let start = word.length - 3; start >= 0; start -= 1) {
        for (let end = start + 3; end <= word.length; end += 1) {
          const part = word.slice(start, end);
          const read = part !== word && (part.length > 4 || part in words) && readKnown(part);
          for (const next of read ? [end, ...("se".includes(word[end]) && end < word.length ? [end + 1] : [])] : []) {
            const rest = best[next];
            if (rest && (!best[start] || rest.length + 1 < best[start].length)) best[start] = [read.terms[0], ...rest];
          }
        }
      }
      return best[0] ?? [];
    };
    const readWord = (word) => {
      const known = readKnown(word);
      if (known) return known;
      const parts = /^[a-zæøå]{6,40}$/.test(word) ? split(word).filter(Boolean) : [];
      return parts.length > 1 ? { terms: [parts.join("-")].filter((term) => term in terms), parts } : null;
    };
    return { readKnown, readWord, isStop: (word) => stops.has(word) };
  };

  const countEdits = (one, other, most) => {
    let [beyond, before, row] = [[], [], Array.from({ length: other.length + 1 }, (_, place) => place)];
    for (let i = 1; i <= one.length; i += 1) {
      [beyond, before, row] = [before, row, [i]];
      for (let j = 1; j <= other.length; j += 1) {
        let edits = Math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (one[i - 1] !== other[j - 1]));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          edits = Math.min(edits, beyond[j - 2] + 1); // two letters swapped are one slip
        }
        row.push(edits);
      }
      if (Math.min(...row) > most) return most + 1;
    }
    return row[other.length];
  };

  const makeSpeller = ({ words, terms }) => {
    const weigh = (word) => (terms[words[word].split(/[ |]/)[0] || stem(word)] ?? "").length;
    const known = Object.keys(words).filter((word) => /^[a-zæøå]{4,}$/.test(word)).map((word) => [word, foldPlain(word)]);
    return (word, slips) => {
      const plain = foldPlain(word);
      const most = plain.length < 8 ? 1 : slips;
      if (plain.length < 4) return null;
      let best = null;
      for (const [other, near] of known) {
        const edits = Math.abs(near.length - plain.length) <= most ? countEdits(plain, near, most) : most + 1;
        if (edits <= most && (!best || edits < best[1] || (edits === best[1] && weigh(other) > weigh(best[0])))) {
          best = [other, edits];
        }
      }
      return best && best[0];
    };
  };

  const makeSearch = (index) => {
    const { readKnown, readWord, isStop } = makeReader(index);
    const spell = makeSpeller(index);
    const total = index.documents.length;
    const everyday = new Map(Object.entries(index.everyday).map(([said, meant]) => [listWords(said).map(stem).join(" "), meant]));

    const listPlaces = (term) => {
      let place = 0;
      const found = [];
      for (const letter of index.terms[term] ?? "") {
        const code = letter.charCodeAt(0);
        if (code === MARK) place += FAR;
        else {
          place += (code - FIRST) >> 2;
          found.push([place, (code - FIRST) & 3]);
        }
      }
      return found;
    };
    // What each page is worth for a term, and how near to its name the term stands.
    const weighTerm = (term, worth, into) => {
      const places = listPlaces(term);
      const rare = Math.log(1 + (total - places.length + 0.5) / (places.length + 0.5));
      for (const [place, near] of places) {
        const long = near === 3 ? 3 / (2 + index.documents[place][4] / 4) : 1; // a short name says more of what it is
        const score = rare * NEAR[near] * long * worth;
        const before = into.get(place);
        if (!before || score > before.score) into.set(place, { score, near: worth === 1 ? near : before?.near ?? 0 });
      }
      return into;
    };
    const weighAll = (terms, worth, into) => {
      const each = terms.map((term) => weighTerm(term, 1, new Map()));
      for (const place of each.length ? each[0].keys() : []) {
        if (!each.every((found) => found.has(place))) continue;
        const score = worth * each.reduce((sum, found) => sum + found.get(place).score, 0);
        const before = into.get(place);
        if (score > (before?.score ?? 0)) into.set(place, { score, near: before?.near ?? 0 });
      }
    };
    const weighWord = (read, alone) => {
      const found = new Map();
      read.terms.forEach((term) => weighTerm(term, 1, found));
      if (read.parts.length > 1) {
        const telling = read.parts.filter((part) => !GENERAL.test(part));
        weighAll(telling, telling.length < read.parts.length ? MODIFIER : PARTS, found);
        if (!alone) weighTerm(read.parts.at(-1), HEAD, found);
      }
      return found;
    };
    const widen = (words, found) => {
      const stems = words.map(stem);
      for (let start = 0; start < stems.length; start += 1) {
        for (let end = start + 1; end <= Math.min(start + 2, stems.length); end += 1) {
          const meant = everyday.get(stems.slice(start, end).join(" "));
          const terms = meant ? listWords(meant).map((word) => readWord(word)?.terms[0]).filter(Boolean) : [];
          for (let place = start; place < end && terms.length; place += 1) weighAll(terms, OTHER_WORD, found[place]);
        }
      }
    };
    const sum = (found) => {
      const scores = new Map();
      for (const each of found) {
        for (const [place, { score, near }] of each) {
          const row = scores.get(place) ?? { score: 0, words: 0, own: 0, other: 0 };
          scores.set(place, {
            score: row.score + score,
            words: row.words + 1,
            own: row.own + (near === 3),
            other: row.other + (near >= 2),
          });
        }
      }
      return scores;
    };

    const find = (text) => {
      const every = listWords(text).slice(0, 16);
      const chosen = every.filter((word) => !isStop(word));
      const corrections = [];
      const asked = [...new Set(chosen.length ? chosen : every)].map((word) => {
        const taken = readKnown(word) || /\d/.test(word) ? word : spell(word, 1) ?? (readWord(word) ? word : spell(word, 2));
        if (taken && taken !== word) corrections.push([word, taken]);
        return taken ?? word;
      });
      const telling = asked.filter((word) => !GENERAL.test(readWord(word)?.terms[0] ?? ""));
      const words = telling.length ? telling : asked;
      const read = words.map((word) => readWord(word) ?? { terms: [word], parts: [] });
      const found = read.map((each) => weighWord(each, read.length === 1));
      widen(words, found);
      const hits = [];
      for (const [place, { score, words: matched, own, other }] of sum(found)) {
        if (matched < Math.ceil(words.length / 2)) continue;
        const [, , weight, label, ownWords, otherWords, holds] = index.documents[place];
        const another = otherWords ? Math.min(other, otherWords) / Math.max(otherWords, words.length) : 0;
        const share = Math.max(own / Math.max(ownWords, words.length), another);
        const most = matched === words.length ? ALL : 1;
        const named = (share === 1 ? WHOLE : 1) * (another === 1 ? ANOTHER : 1);
        // What has ended comes after what holds, unless it is asked for by its name or by a number that is in it.
        const meant = share === 1 || words.some((word) => /^\d+$/.test(word) && label.includes(word));
        const lasting = holds === 0 ? (meant ? NAMED : ENDED) : 1;
        hits.push([score * most * weight * lasting * (1 + SHARE * share) * named, place]);
      }
      hits.sort(([one, first], [two, second]) => two - one || first - second);
      return { hits: hits.map(([, place]) => index.documents[place]), corrections };
    };
    return find;
  };

  // A provision or act that is cited ("hol 3-3a", "krsl § 4", "LOV-2009-06-19-44") by its path.
  const makeCiting = ({ acts, documents }) => {
    const paths = new Map(documents.map((document) => [document[0], document]));
    const toName = (text) => text.replace(/[.\-,\s]+/g, " ").trim().replace(/(?:lova|loven|lov)\b/g, "lov")
      .replace("tenestelov", "tjenestelov");
    const SIGN = "(?:(§{1,2}|paragraf(?:en)?|par\\.?|artikkel|art\\.?|kapittel|kap\\.?)\\s*)?";
    const NUMBER = "(\\d+(?:\\s?-\\s?\\d+)*)\\s?(?!i\\s)([a-zæøå]?)(?![a-zæøå\\d])";
    const AFTER = new RegExp(`^(.*?\\S)[\\s,]*${SIGN}${NUMBER}(?:[\\s,]+.*)?$`);
    const BEFORE = new RegExp(`^${SIGN}${NUMBER}\\s+(?:i\\s+)?(\\D+)$`);
    const findPart = (name, sign, number, letter) => {
      const act = acts[toName(name)];
      if (!act) return null;
      const kinds = { art: "artikkel", kap: "kapittel" };
      const kind = kinds[sign?.slice(0, 3)] ?? (act.startsWith("traktat/") ? "artikkel" : "paragraf");
      const plain = number.replace(/\s/g, "");
      return paths.get(`${act}/${kind}/${plain}${letter}`) ?? null;
    };
    return (text) => {
      const plain = fold(text).split(/\s+/).join(" ").trim();
      const refid = /^(lov|for|forskrift)[-/ ](\d{4}-\d{2}-\d{2})(?:[- ](?:nr\.? ?)?(\d+))?$/.exec(plain);
      if (refid) {
        const [, kind, day, number] = refid;
        return paths.get(`${kind === "lov" ? "lov" : "forskrift"}/${day}${number ? `-${Number(number)}` : ""}`) ?? null;
      }
      const after = AFTER.exec(plain);
      const before = BEFORE.exec(plain);
      return (after && findPart(after[1], after[2], after[3], after[4])) ||
        (before && findPart(before[4], before[1], before[2], before[3])) || null;
    };
  };

  const load = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    const body = await answer.blob();
    const [first] = new Uint8Array(await body.slice(0, 1).arrayBuffer());
    // A host may have unpacked it on the way.
    const plain = first === 0x1f ? body.stream().pipeThrough(new DecompressionStream("gzip")) : body.stream();
    return new Response(plain).json();
  };

  const source = document.currentScript.src;
  const language = document.documentElement.lang;
  const form = document.getElementById("site-search");
  const [told, list, more] = ["told", "hits", "more"].map((id) => document.getElementById(id));
  const input = form.querySelector("input");
  const toAddress = (path) => {
    const folder = language === "nb" ? "" : `${language}/`;
    return new URL(`../${folder}${path.split("/").map(encodeURIComponent).join("/")}.html`, source).href;
  };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const make = (name, text, attributes = {}) => Object.assign(document.createElement(name), { textContent: text, ...attributes });
  let loading = null;
  let waiting = 0;

  const draw = (index, { hits, corrections }) => {
    const kinds = Object.values(index.kinds);
    const add = () => {
      const shown = hits.splice(0, PAGE).map(([path, kind, , label, , , holds]) => {
        const row = make("li", "");
        const head = make("h2", "");
        head.append(make("a", label, { href: toAddress(path) }));
        const note = make("p", kinds[kind], { className: "note" });
        if (holds === 0) note.append(" · ", make("span", index.says["not-in-force-on-day"], { className: "state" }));
        row.append(head, note);
        return row;
      });
      list.append(...shown);
      more.hidden = !hits.length;
      return shown;
    };
    const sentences = corrections.map(([typed, taken]) => fill(index.says["searched-instead"], { typed, taken }));
    sentences.push(hits.length ? fill(index.says.count, { total: hits.length }) : index.says["found-nothing"]);
    told.textContent = sentences.join(" ");
    list.replaceChildren();
    more.onclick = () => add()[0].querySelector("a").focus();
    add();
  };

  const search = async (goThere) => {
    const text = input.value.trim();
    if (!text) return;
    try {
      loading ??= load(new URL(`search-index.${language}.bin`, source))
        .then((index) => ({ index, find: makeSearch(index), cite: makeCiting(index) }));
      const { index, find, cite } = await loading;
      const cited = cite(text);
      if (cited && goThere) location.replace(toAddress(cited[0]));
      const found = find(text);
      if (cited) found.hits = [cited, ...found.hits.filter((hit) => hit !== cited)];
      if (text === input.value.trim()) draw(index, found);
    } catch {
      loading = null;
      told.textContent = form.dataset.failed;
    }
  };
  const readAddress = () => {
    input.value = new URLSearchParams(location.search).get("q") ?? "";
    search(true);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    history.pushState(null, "", `?${new URLSearchParams({ q: input.value })}`);
    search(true);
  });
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => search(false), 200);
  });
  addEventListener("popstate", readAddress);
  readAddress();
})();
