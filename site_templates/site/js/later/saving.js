// Keeps the manual on this phone. Asked for by js/30-offline.js once a page is there, because no page needs it to be read.
//
// Files are stored under the digest of their content, and a copy is a list of paths and digests that is written last: a save that is cut
// off leaves the earlier copy whole, goes on where it stopped, and a new version only fetches what is new.
(function () {
  "use strict";
  var KINDS = { first: 2, all: 1 };
  var AT_ONCE = 5;
  var KEPT_HEADERS = ["Content-Type", "Content-Security-Policy", "Referrer-Policy", "X-Content-Type-Options", "X-Frame-Options", "Permissions-Policy"];

  // What stopped a save; `reason` is the name of the sentence that the page has for it.
  function Trouble(reason) { this.reason = reason; }

  function Copy(root) {
    this.root = root;
    this.kept = root + ".muster/";
    this.name = "muster " + root;
  }

  Copy.prototype.open = async function () {
    try {
      return await window.caches.open(this.name);
    } catch (error) {
      throw new Trouble(isFull(error) ? "full" : "refused");
    }
  };

  Copy.prototype.read = async function (what) {
    var found = await (await this.open()).match(this.kept + what);
    return found ? found.json() : null;
  };

  Copy.prototype.write = async function (what, value) {
    var answer = new Response(JSON.stringify(value), { headers: { "Content-Type": "application/json" } });
    await put(await this.open(), this.kept + what, answer);
  };

  Copy.prototype.forget = async function (what) {
    await (await this.open()).delete(this.kept + what);
  };

  // What is on this phone and what is being saved: {copy, plan, checked}.
  Copy.prototype.look = async function () {
    var store = await this.open();
    var checked = await store.match(this.kept + "checked");
    return { copy: await this.read("copy"), plan: await this.read("plan"), checked: checked ? await checked.text() : null };
  };

  // What is published: {version, day, files, bytes, sent}. Null where the network brings nothing.
  Copy.prototype.ask = async function () {
    try {
      return await this.fetchJson("offline/summary.json");
    } catch (error) {
      return null;
    }
  };

  Copy.prototype.note = async function () {
    await put(await this.open(), this.kept + "checked", new Response(new Date().toISOString()));
  };

  Copy.prototype.fetch = async function (path, cache) {
    var answer;
    try {
      // A login page must be seen as what it is, not followed.
      answer = await fetch(this.root + path.split("/").map(encodeURIComponent).join("/"), { cache: cache || "no-cache", redirect: "manual", headers: { "X-Muster": "saving" } });
    } catch (error) {
      throw new Trouble("lost");
    }
    if (answer.type === "opaqueredirect" || answer.redirected || answer.status === 401 || answer.status === 403) throw new Trouble("login");
    if (answer.status !== 200) throw new Trouble(answer.status >= 500 ? "server" : "changed");
    if (/no-store/i.test(answer.headers.get("Cache-Control") || "")) throw new Trouble("forbidden");
    return answer;
  };

  Copy.prototype.fetchJson = async function (path) {
    var answer = await this.fetch(path);
    try {
      return await answer.json();
    } catch (error) {
      throw new Trouble("changed");
    }
  };

  // Keeps a set ("first": home and emergency, "all": the manual) as it is published now.
  // tell(done, total, bytes) is called on the way; halted() says whether to stop. Resolves once the copy is whole, rejects with a Trouble.
  Copy.prototype.keep = async function (set, tell, halted) {
    for (var attempt = 1; ; attempt++) {
      try {
        return await this.keepOnce(set, tell, halted);
      } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        if (error.reason === "full" || error.reason === "forbidden") await this.giveUp();
        // Published anew in the middle of a save: what was fetched stays good wherever its content did.
        if (error.reason !== "changed" || attempt === 3) throw error;
        await new Promise(function (resolve) { setTimeout(resolve, 400 * attempt); });
      }
    }
  };

  Copy.prototype.keepOnce = async function (set, tell, halted) {
    var list = await this.fetchJson("offline/list.json");
    var store = await this.open();
    var wanted = list.files.filter(function (file) { return file[3] >= KINDS[set]; });
    if (set === "all") await this.write("plan", { version: list.version });
    var kept = this.kept;
    var here = new Set((await store.keys()).map(function (request) { return request.url.slice(kept.length); }));
    var todo = wanted.filter(function (file) { return !here.has(file[1]); });
    await makeRoom(todo);
    var done = wanted.length - todo.length;
    var failed = null;
    var self = this;
    tell(done, wanted.length);
    async function work() {
      while (todo.length && !failed) {
        if (halted()) throw new Trouble("halted");
        try {
          await self.take(store, todo.shift(), list.marks);
        } catch (error) {
          failed = failed || error;
          throw error;
        }
        tell(++done, wanted.length);
      }
    }
    var workers = [];
    for (var number = 0; number < AT_ONCE; number++) workers.push(work());
    var ends = await Promise.allSettled(workers);
    ends.forEach(function (end) { if (end.status === "rejected") throw failed || end.reason; });
    await this.finish(set, list, wanted);
    return list;
  };

  // What the browser has just shown lies in its own cache, and the digest says whether it is good; only otherwise is it fetched again.
  Copy.prototype.take = async function (store, file, marks) {
    try {
      await this.takeFrom("force-cache", store, file, marks);
    } catch (error) {
      if (!(error instanceof Trouble) || error.reason === "full" || error.reason === "refused") throw error;
      await this.takeFrom("reload", store, file, marks);
    }
  };

  // Fetches one file, makes sure that it is the published one, and stores it under its digest.
  Copy.prototype.takeFrom = async function (cache, store, file, marks) {
    var answer = await this.fetch(file[0], cache);
    var data;
    try {
      data = await answer.arrayBuffer();
    } catch (error) {
      throw new Trouble("lost");
    }
    if (/\.html$/.test(file[1])) {
      var text = new TextDecoder().decode(data);
      marks.forEach(function (mark) { text = text.split(mark[1]).join(mark[0]); });
      data = new TextEncoder().encode(text).buffer;
    }
    var digest = await window.crypto.subtle.digest("SHA-256", data);
    if (file[1].indexOf(hex(digest).slice(0, 24)) !== 0) throw new Trouble("changed");
    var headers = {};
    KEPT_HEADERS.forEach(function (name) { if (answer.headers.has(name)) headers[name] = answer.headers.get(name); });
    await put(store, this.kept + file[1], new Response(data, { headers: headers }));
  };

  // The one moment in which the copy changes: a single entry is replaced.
  Copy.prototype.finish = async function (set, list, wanted) {
    var files = {};
    wanted.forEach(function (file) { files[file[0]] = file[1]; });
    var first = wanted.filter(function (file) { return file[3] === KINDS.first; }).map(function (file) { return file[0]; });
    var bytes = wanted.reduce(function (sum, file) { return sum + file[2]; }, 0);
    await this.write("copy", { set: set, version: list.version, day: list.day, days: list.days, marks: list.marks, saved: new Date().toISOString(), bytes: bytes, first: first, files: files });
    await this.note();
    if (set === "all") await this.forget("plan");
    await this.sweep();
  };

  // Throws away what neither the copy nor a save under way needs.
  Copy.prototype.sweep = async function () {
    var found = await this.look();
    if (found.plan) return;
    var used = new Set(["copy", "checked"]);
    Object.values((found.copy && found.copy.files) || {}).forEach(function (name) { used.add(name); });
    var store = await this.open();
    var kept = this.kept;
    var stale = (await store.keys()).filter(function (request) { return !used.has(request.url.slice(kept.length)); });
    await Promise.all(stale.map(function (request) { return store.delete(request); }));
  };

  Copy.prototype.giveUp = async function () {
    await this.forget("plan");
    await this.sweep();
  };

  // Takes the manual off this phone; home and emergency stay.
  Copy.prototype.remove = async function () {
    var copy = await this.read("copy");
    await this.forget("plan");
    if (copy) {
      var files = {};
      copy.first.forEach(function (path) { if (copy.files[path]) files[path] = copy.files[path]; });
      copy.files = files;
      copy.set = "first";
      await this.write("copy", copy);
    }
    await this.sweep();
  };

  // The browser says how much room a site has; it is asked first, because a store that fills up halfway has cost the data already.
  async function makeRoom(todo) {
    if (!window.navigator.storage || !window.navigator.storage.estimate) return;
    var needed = todo.reduce(function (sum, file) { return sum + file[2]; }, 0);
    var room = await window.navigator.storage.estimate().catch(function () { return {}; });
    if (room.quota && needed > room.quota - room.usage) throw new Trouble("full");
  }

  async function put(store, address, answer) {
    try {
      await store.put(address, answer);
    } catch (error) {
      throw new Trouble(isFull(error) ? "full" : "refused");
    }
  }

  function isFull(error) { return /quota/i.test(error.name + error.message); }

  function hex(buffer) {
    return Array.from(new Uint8Array(buffer)).map(function (byte) { return byte.toString(16).padStart(2, "0"); }).join("");
  }

  window.musterSaving = { Copy: Copy, Trouble: Trouble };
})();
