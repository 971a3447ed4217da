// Loaded before the editor where it works on this machine (`muster edit`). It says with every save which version of the file the form was
// made from, follows an entry that was filed under another id, and shows what `muster check` finds about what was saved.
(function () {
  "use strict";

  // There is nobody to log in: whoever was let in by the address may edit.
  localStorage.setItem("decap-cms-user", JSON.stringify({ backendName: "proxy" }));

  const base = new Map(); // What each form was made from: the digest of its file, by path.
  const moved = new Map(); // Where an entry was filed that asked for another name.
  let isFollowing = false; // Whether it is we who put one address in the place of another.
  let current = null; // The save that the notice is about.
  const ask = window.fetch.bind(window);

  window.fetch = async function (input, options) {
    const address = new URL(typeof input === "string" ? input : input.url, location.href);
    if (address.origin !== location.origin || address.pathname !== "/api/v1" || !options || typeof options.body !== "string") {
      return ask(input, options);
    }
    const question = JSON.parse(options.body);
    prepare(question);
    let answer;
    try {
      answer = await ask(input, { ...options, body: JSON.stringify(question) });
    } catch (error) {
      if (question.action === "persistEntry") {
        show("is-refused", "Not saved", ["Nothing answers at this address any more. Start `muster edit` again; what you typed is still in the form."]);
      }
      throw error;
    }
    await note(question, answer.clone());
    return answer;
  };

  function prepare(question) {
    const params = question.params || {};
    if (question.action === "getEntry" && moved.has(params.path)) {
      params.path = moved.get(params.path);
    }
    if (question.action === "persistEntry") {
      for (const file of params.dataFiles || [params.entry]) {
        file.base = base.get(file.path) || "";
      }
    }
  }

  async function note(question, answer) {
    if (question.action === "getEntry" && answer.ok) {
      const entry = await answer.json();
      if (entry.data !== null) {
        base.set(entry.file.path, entry.file.id);
      }
    }
    if (question.action === "persistEntry") {
      const found = await answer.json();
      if (answer.ok) {
        saved((question.params.dataFiles || [question.params.entry])[0].path, found);
      } else {
        show("is-refused", "Not saved", [found.error]);
      }
    }
  }

  function saved(asked, found) {
    const entry = found.saved;
    base.set(entry.path, entry.base);
    if (entry.path !== asked) {
      moved.set(asked, entry.path);
      follow(asked, entry.path, 40);
    }
    show("", "Saved", [`\`${entry.path}\``, ...entry.notices, "Checking …"]);
    current = entry;
    watch(entry, found.ticket, 240, false);
  }

  // Where one entry's address is put in the place of another's, Decap 3.16.3 keeps the form of the first and would save it as the second.
  window.addEventListener("hashchange", (change) => {
    const [from, to] = [change.oldURL, change.newURL].map((each) => /#\/collections\/([^/]+)\/(new|entries\/.+)$/.exec(each));
    const isSaved = from && to && from[1] === to[1] && (from[2] === "new" || isFollowing);
    isFollowing = false;
    if (to && !isSaved) {
      dismiss(); // "Saved" beside another form would be taken for that one.
    }
    if (from && to && !isSaved) {
      location.reload();
    }
  });

  // The editor goes to the name it asked for; from there to the true one, so that the address can be opened again.
  function follow(asked, path, tries) {
    const match = /^(#\/collections\/[^/]+\/entries\/)(.+)$/.exec(decodeURI(location.hash));
    const ending = asked.slice(asked.lastIndexOf("."));
    if (match && asked.endsWith(match[2] + ending)) {
      const folder = asked.slice(0, asked.length - match[2].length - ending.length);
      if (path.startsWith(folder)) {
        isFollowing = true;
        location.replace(match[1] + path.slice(folder.length, -ending.length));
      }
    } else if (tries > 0) {
      setTimeout(follow, 250, asked, path, tries - 1);
    }
  }

  // First what was found, then, once the manual's pages are built again, the way to the page.
  async function watch(entry, ticket, tries, shown) {
    const query = new URLSearchParams({ path: entry.path, id: entry.id, ticket });
    const answer = await ask(`/edit/notice.json?${query}`);
    const found = answer.ok ? await answer.json() : { is_checked: false };
    if (found.is_checked && !shown) {
      tell(entry, found, null);
    }
    if (found.is_checked && found.is_built && found.page && current === entry) {
      tell(entry, found, found.page);
    } else if (tries > 0 && current === entry && !(found.is_built && !found.page)) {
      setTimeout(watch, 500, entry, ticket, tries - 1, found.is_checked);
    }
  }

  function tell(entry, found, page) {
    const worst = found.findings.some((each) => each.severity === "error") ? "is-refused" : found.findings.length ? "is-gap" : "";
    show(worst, "Saved", [`\`${entry.path}\``, ...entry.notices, found.sentence], found.findings, page, "It is in the files now. When you are done for today, `muster save` records it.");
    current = entry;
  }

  function show(kind, title, sentences, findings, page, last) {
    current = null;
    const box = document.querySelector(".desk-notice") || document.createElement("section");
    box.className = `desk-notice ${kind}`;
    box.setAttribute("role", "status");
    box.setAttribute("aria-label", title);
    box.replaceChildren(element("h2", title), ...sentences.map((text) => element("p", text)));
    if (findings && findings.length) {
      const list = document.createElement("ul");
      list.append(...findings.map(asItem));
      box.append(list);
    }
    if (last) {
      box.append(element("p", last));
    }
    if (page) {
      const way = document.createElement("a");
      way.href = page;
      way.target = "_blank";
      way.textContent = "See it in the manual";
      box.append(way);
    }
    const close = element("button", "×");
    close.type = "button";
    close.setAttribute("aria-label", "Close this notice");
    close.addEventListener("click", dismiss);
    box.append(close);
    if (!box.isConnected) {
      document.body.append(box);
    }
  }

  function dismiss() {
    current = null;
    document.querySelector(".desk-notice")?.remove();
  }

  function asItem(each) {
    const item = element("li", each.message);
    item.append(part("desk-code", ` ${each.severity}, ${each.code}`));
    if (each.fix) {
      item.append(part("desk-fix", each.fix));
    }
    return item;
  }

  function part(kind, text) {
    const made = element("span", text);
    made.className = kind;
    return made;
  }

  // Only text, and `words like this` as code: what a file holds never becomes part of the page.
  function element(name, text) {
    const made = document.createElement(name);
    text.split("`").forEach((piece, number) => {
      if (number % 2) {
        const code = document.createElement("code");
        code.textContent = piece;
        made.append(code);
      } else {
        made.append(piece);
      }
    });
    return made;
  }
})();
