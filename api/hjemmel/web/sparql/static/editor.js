// Makes the plain form an editor. Without this file, or without script, the form does all by itself.
"use strict";
(() => {
  const form = document.getElementById("ask");
  const box = document.getElementById("editor");
  const text = document.getElementById("query");
  if (!form || !box || !text || typeof Yasgui === "undefined") return;
  const { endpoint, prefixes, questions, release } = JSON.parse(document.getElementById("editor-data").textContent);
  const words = async (kind) => {
    const query = `SELECT DISTINCT ?t { GRAPH ?g { ?t a ?kind } FILTER(CONTAINS(STR(?kind), "${kind}")) }`;
    const answer = await fetch(`${endpoint}?query=${encodeURIComponent(query)}`, { headers: { accept: "text/csv" } });
    return (await answer.text()).trim().split(/\r?\n/).slice(1);
  };
  // The library's own completers ask prefix.cc and LOV: ours ask this server only.
  const Yasqe = Yasgui.Yasqe;
  Yasqe.defaults.autocompleters = ["variables"];
  for (const [from, kind] of [["class", "Class"], ["property", "Property"]]) {
    Yasqe.forkAutocompleter(from, { name: `hj-${from}`, persistenceId: null, bulk: true, get: () => words(kind) });
  }
  Yasqe.forkAutocompleter("prefixes", {
    name: "hj-prefixes", persistenceId: null, bulk: true,
    get: async () => Object.entries(prefixes).map(([name, iri]) => `${name}: <${iri}>`),
  });
  const yasgui = new Yasgui(box, {
    requestConfig: { endpoint: new URL(endpoint, location.href).href, method: "POST", args: [] },
    copyEndpointOnNewTab: true,
    populateFromUrl: false, // it would send the page's own parameters (format=html) with every query
    persistenceId: `hjemmel-${release}`,
    endpointCatalogueOptions: { getData: () => [] },
    yasr: { prefixes },
  });
  const show = (name, query) => {
    const tab = Object.values(yasgui._tabs).find((each) => each.name() === name) || yasgui.addTab(true, { name });
    yasgui.selectTabId(tab.getId());
    tab.setQuery(query);
  };
  form.classList.add("enhanced");
  if (new URLSearchParams(location.search).has("query")) {
    show("?", text.value);
    yasgui.getTab().query();
  }
  else if (!yasgui.getTab().getQuery() || yasgui.getTab().getQuery() === Yasqe.defaults.value) yasgui.getTab().setQuery(text.value);
  const list = document.getElementById("editor-questions");
  for (const { name, title, query } of questions) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = title;
    button.addEventListener("click", () => show(name, query));
    const item = document.createElement("li");
    item.append(button);
    list.append(item);
  }
  list.hidden = false;
  const take = () => { text.value = yasgui.getTab().getQuery(); };
  form.addEventListener("submit", take);
  document.getElementById("editor-link").addEventListener("click", (event) => {
    take();
    event.currentTarget.href = `${endpoint}?${new URLSearchParams({ query: text.value, release })}`;
  });
})();
