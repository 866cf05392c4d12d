// Makes the plain form an editor. Without this file, or without script, the form does all by itself.
// Nothing is kept in the browser: tabs end with the page; a link carries a query and its release.
"use strict";
(() => {
  const find = (id) => document.getElementById(id);
  const form = find("ask");
  const box = find("editor");
  const text = find("query");
  if (!form || !box || !text || typeof Yasgui === "undefined") return;
  const { base, root, lang, prefixes, questions, release } = JSON.parse(find("editor-data").textContent);
  const endpoint = `${root}/sparql`;
  const { Yasqe, Yasr } = Yasgui;

  const post = async (accept, values) => {
    const answer = await fetch(endpoint, { method: "POST", headers: { accept }, body: new URLSearchParams(values) });
    if (!answer.ok) throw new Error(answer.statusText);
    return answer.text();
  };

  // The library's own completers ask prefix.cc and LOV: ours ask this server, for what the ontology declares.
  const words = new Map();
  const askWords = async (kind) => {
    const query = `SELECT DISTINCT ?t { ?t a ?kind FILTER(STRENDS(STR(?kind), "${kind}")) } ORDER BY ?t`;
    return (await post("text/csv", { query })).trim().split(/\r?\n/).slice(1);
  };
  const listWords = (kind) => {
    if (!words.has(kind)) words.set(kind, askWords(kind));
    return words.get(kind);
  };
  Yasqe.defaults.autocompleters = ["variables"];
  for (const [from, kind] of [["class", "Class"], ["property", "Property"]]) {
    Yasqe.forkAutocompleter(from, { name: `hj-${from}`, persistenceId: null, bulk: true, get: () => listWords(kind) });
  }
  Yasqe.forkAutocompleter("prefixes", {
    name: "hj-prefixes", persistenceId: null, bulk: true,
    get: async () => Object.entries(prefixes).map(([name, iri]) => `${name}: <${iri}>`),
  });
  Yasqe.defaults.value = text.defaultValue;

  const write = (parent, name, words) => parent.appendChild(Object.assign(document.createElement(name), { textContent: words }));
  Yasr.defaults.errorRenderers = [async (error) => {
    let told;
    try { told = JSON.parse(error.text); } catch { return undefined; }
    if (!told.title) return undefined;
    const shown = Object.assign(document.createElement("div"), { className: "wrong", lang: "en" });
    shown.setAttribute("role", "alert");
    write(shown, "h3", told.title);
    write(shown, "pre", told.detail || "");
    write(shown, "p", told.remedy || "");
    return shown;
  }, ...(Yasr.defaults.errorRenderers || [])];
  Yasr.plugins.table.defaults.openIriInNewWindow = false;

  const toLink = (query) => `${endpoint}?${new URLSearchParams({ query, release })}#editor`;
  Yasgui.Tab.prototype.getShareableLink = function () { return new URL(toLink(this.getQuery()), location.href).href; };

  const yasgui = new Yasgui(box, {
    autofocus: false,
    requestConfig: { endpoint: new URL(endpoint, location.href).href, method: "POST", args: [] },
    copyEndpointOnNewTab: true,
    populateFromUrl: false, // it would send the page's own parameters (format=html) with every query
    persistenceId: null,
    endpointCatalogueOptions: { getData: () => [] },
    yasr: { prefixes },
  });
  const show = (name, query) => {
    const tab = Object.values(yasgui._tabs).find((each) => each.name() === name) || yasgui.addTab(true, { name });
    yasgui.selectTabId(tab.getId());
    tab.setQuery(query);
    return tab;
  };
  const ask = () => yasgui.getTab().query().catch(() => {});

  // Names instead of addresses: this server's page of the same query knows them.
  const toHref = (iri) => (iri.startsWith(base) ? `${root}/${iri.slice(base.length)}` : iri);
  const labels = new Map();
  const learnLabels = async () => {
    const html = await post("text/html", { query: yasgui.getTab().getQuery(), labels: "1", format: "html", lang });
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const link of page.querySelectorAll("table.found a")) labels.set(link.getAttribute("href"), link.textContent);
  };
  // The library has its button for a new tab inside the list of tabs, where only tabs may be, and looks for it there.
  // So the list is but a box, and one beside it says to those who listen which tabs belong together.
  const owner = Object.assign(document.createElement("div"), { role: "tablist" });
  const gather = () => {
    const list = box.querySelector(".tabsList");
    if (!list) return;
    list.setAttribute("role", "presentation");
    owner.setAttribute("aria-owns", [...list.querySelectorAll("[role=tab]")].map((tab) => tab.id).join(" "));
    if (!owner.isConnected) list.before(owner);
  };
  // What the library leaves without a name for those who listen to the page.
  const name = () => {
    gather();
    for (const field of box.querySelectorAll(".CodeMirror textarea")) field.setAttribute("aria-label", "SPARQL");
    for (const field of box.querySelectorAll("select.tableSizer")) field.setAttribute("aria-label", "Page size");
    for (const cell of box.querySelectorAll("th")) if (!cell.textContent) cell.textContent = "#";
  };
  const setEdge = (node, mark) => { if (node && node.data !== mark) node.data = mark; };
  const dress = () => {
    name();
    for (const link of box.querySelectorAll("a.iri")) {
      if (!link.dataset.plain) {
        link.dataset.plain = link.textContent;
        link.dataset.edged = link.previousSibling ? "1" : "";
        link.href = toHref(link.getAttribute("href"));
      }
      const label = find("labels").checked ? labels.get(link.getAttribute("href")) : undefined;
      const words = label || link.dataset.plain;
      if (link.textContent !== words) link.textContent = words;
      if (link.dataset.edged) {
        setEdge(link.previousSibling, label ? "" : "<");
        setEdge(link.nextSibling, label ? "" : ">");
      }
    }
  };
  const dressAnew = () => (find("labels").checked ? learnLabels().catch(() => {}).then(dress) : dress());
  new MutationObserver(dress).observe(box, { childList: true, subtree: true });
  find("labels").addEventListener("change", dressAnew);
  yasgui.on("queryResponse", dressAnew);

  dress();
  form.classList.add("enhanced");
  find("editor-foot").hidden = false;
  for (const old of [find("found"), find("wrong")]) if (old) old.hidden = true;
  form.addEventListener("submit", (event) => {
    text.value = yasgui.getTab().getQuery();
    if (event.submitter && event.submitter.value === "csv") return;
    event.preventDefault();
    ask();
  });
  find("editor-link").addEventListener("click", (event) => {
    event.currentTarget.href = toLink(yasgui.getTab().getQuery());
  });
  if (new URLSearchParams(location.search).has("query")) {
    yasgui.getTab().setQuery(text.value);
    ask();
  }

  let saved;
  for (const link of document.querySelectorAll("details.questions a")) {
    link.addEventListener("click", async (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      saved = saved || fetch(questions).then((answer) => answer.json());
      try {
        const { title, query } = (await saved)[link.pathname.split("/").pop()];
        show(title, query);
        box.scrollIntoView();
        ask();
      } catch {
        location.assign(link.href);
      }
    });
  }
})();
