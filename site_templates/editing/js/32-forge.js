/* What a forge gets: files under their true names, attachments beside their record with a check sum, and nobody's change undone.

   Decap's own backend does the talking. It is wrapped, not changed: what it is about to send is put right first. */
"use strict";

(function () {
  var YEARLY = /^records\/([a-z0-9-]+)\/([0-9]{4})\/([^/]+)\.yaml$/;

  function split(path) {
    var at = path.lastIndexOf("/");
    return { folder: path.slice(0, at), name: path.slice(at + 1) };
  }

  function endingOf(name) {
    var found = /\.([A-Za-z0-9]{1,5})$/.exec(name);
    return found ? "." + found[1].toLowerCase().replace("jpeg", "jpg") : "";
  }

  async function digestOf(file) {
    var sum = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
    return Array.from(new Uint8Array(sum), function (byte) { return byte.toString(16).padStart(2, "0"); }).join("");
  }

  /* Decap lowers all letters of a name and takes the year of another time zone; the id and the date say how it is. */
  function truePath(path, data) {
    var parts = split(path);
    if (!path.startsWith("records/") || !data.id || path === "records/company.yaml" || path === "records/explained.yaml") { return path; }
    var found = YEARLY.exec(path);
    var folder = found && data.date ? "records/" + found[1] + "/" + String(data.date).slice(0, 4) : parts.folder;
    return folder + "/" + data.id + ".yaml";
  }

  function refuse(sentence) {
    var error = new Error(sentence);
    error.name = "MUSTER";
    return error;
  }

  Muster.wrapBackend = function (CMS, name, settings) {
    var original = CMS.getBackend(name);

    function Wrapped(config, options) {
      var inner = original.init(config, options);
      var renamed = new Map();
      var read = inner.getEntry.bind(inner);
      var persist = inner.persistEntry.bind(inner);
      var authenticate = inner.authenticate.bind(inner);

      /* The text of a file on the branch; empty where there is none, which Decap doesn't tell from a forge that didn't answer. */
      async function textOf(path) {
        return read(path).then(function (found) { return found.data || ""; }, function () { return ""; });
      }

      async function isTaken(collection, file, data) {
        var path = truePath(file.path, data);
        if (await textOf(path)) { return true; }
        var slug = file.slug.replace(/[^/]+$/, String(data.id).toLowerCase());
        return inner.unpublishedEntry({ collection: collection, slug: slug }).then(function () { return true; }, function () { return false; });
      }

      /* An id that somebody else took since the manual was built: the next free one. */
      async function freeOf(collection, file, data) {
        if (file.path.endsWith(".md")) { return file.path; }
        var prefix = /^(.+)-[0-9]+$/.exec(data.id || "");
        for (var tries = 0; tries < 200; tries++) {
          if (!(await isTaken(collection, file, data))) { return truePath(file.path, data); }
          if (!prefix || !settings.numbers[prefix[1]]) { throw refuse("There is a file " + truePath(file.path, data) + " already. Choose another id."); }
          data.id = Muster.nextId(prefix[1], settings.numbers);
        }
        throw refuse("No free id was found for " + file.path + ".");
      }

      async function fileNames(folder) {
        return inner.getMedia(folder).then(function (files) { return files.map(function (each) { return each.name; }); }, function () { return []; });
      }

      /* Each new file gets the name of its record and a number that nothing has yet: evidence is never written over. */
      async function putBeside(assets, data, path, isProposed) {
        if (!assets.length) { return; }
        var folder = split(path).folder;
        var taken = new Set(await fileNames(folder));
        var stem = data.id || split(path).name.replace(/\.[a-z]+$/, "");
        function isNamed(name) { return isProposed && name.startsWith(stem + "-") && /^[0-9]+\.[a-z]+$/.test(name.slice(stem.length + 1)); }
        /* What an earlier save of the same proposal brought comes along again, under the name that it got then. */
        assets.forEach(function (asset) { if (isNamed(split(asset.path).name)) { taken.add(split(asset.path).name); } });
        for (var asset of assets) {
          var before = split(asset.path).name;
          var number = 1;
          var file = asset.fileObj || asset.file;
          while (taken.has(stem + "-" + number + endingOf(before))) { number += 1; }
          var after = isNamed(before) ? before : stem + "-" + number + endingOf(before);
          taken.add(after);
          var sum = file ? await digestOf(file) : "";
          rename(data, before, after, sum);
          asset.path = folder + "/" + after;
        }
      }

      function rename(value, before, after, sum) {
        if (Array.isArray(value)) { value.forEach(function (item) { rename(item, before, after, sum); }); return; }
        if (value === null || typeof value !== "object") { return; }
        if (typeof value.path === "string" && split(value.path).name === before) {
          value.path = after;
          if (sum) { value.sha256 = sum; }
        }
        Object.keys(value).forEach(function (key) { rename(value[key], before, after, sum); });
      }

      /* The file as it stands on the branch now; if it isn't what the form was opened with, somebody changed it meanwhile. */
      async function refuseIfChanged(file, opened) {
        if (opened === undefined) { return; }
        var now = await textOf(file.path);
        if (now === "" && opened !== "") { throw refuse("The forge doesn't show this file any more: it was moved or deleted meanwhile, or the connection is gone. Nothing was sent."); }
        if (now.replace(/\r\n?/g, "\n").replace(/^\ufeff/, "") !== opened) {
          throw refuse("Somebody changed this meanwhile. Copy what you wrote, open it again, and put it in there; nothing of theirs was overwritten.");
        }
      }

      inner.persistEntry = async function (entry, opts) {
        var formats = settings.formats;
        for (var file of entry.dataFiles) {
          var format = formats[opts.collectionName];
          if (!format) { continue; }
          var data = format.fromFile(file.raw);
          var opened = Muster.format.madeFrom(file.raw);
          if (opts.newEntry) {
            var path = await freeOf(opts.collectionName, file, data);
            if (path !== file.path) { renamed.set(file.path, path); }
            file.path = path;
          } else if (!opts.unpublished) {
            await refuseIfChanged(file, opened);
          }
          await putBeside(entry.assets || [], data, file.path, opts.unpublished);
          file.raw = format.toFile(data);
          if (data.id) { opts.commitMessage = opts.commitMessage.split(file.slug).join(data.id); }
        }
        return persist(entry, opts);
      };

      inner.getEntry = function (path) { return read(renamed.get(path) || path); };

      /* No picture of the person and no page about the forge's health: both would be asked of other hosts. */
      inner.authenticate = async function (state) {
        var user = await authenticate(state);
        return Object.assign({}, user, { avatar_url: undefined });
      };
      inner.restoreUser = function (user) { return inner.authenticate(user); };
      inner.status = async function () {
        return { auth: { status: true }, api: { status: true, statusPage: "" } };
      };
      inner.authComponent = function () { return Muster.signInPage(settings); };
      return inner;
    }

    CMS.registerBackend("muster-" + name, Wrapped);
  };

  /* Instead of a sign-in through a third party's server: an access token of the forge, typed or pasted. */
  Muster.signInPage = function (settings) {
    var h = window.h;
    return window.createClass({
      displayName: "MusterSignIn",
      getInitialState: function () { return { token: "" }; },
      submit: function (event) {
        event.preventDefault();
        var token = this.state.token.trim();
        if (token) { this.props.onLogin({ token: token, provider: settings.forge }); }
      },
      render: function () {
        var page = this;
        return h(
          "main",
          { className: "muster-sign-in" },
          h("h1", null, Muster.words.sign_in),
          h("p", null, settings.where),
          h(
            "form",
            { onSubmit: this.submit },
            h("label", { htmlFor: "muster-token" }, Muster.words.token),
            h("input", {
              id: "muster-token",
              type: "password",
              autoComplete: "off",
              spellCheck: false,
              value: this.state.token,
              onChange: function (event) { page.setState({ token: event.target.value }); },
            }),
            h("p", { className: "muster-hint" }, settings.token_hint),
            this.props.error ? h("p", { role: "alert", className: "muster-error" }, String(this.props.error)) : null,
            h("button", { type: "submit", disabled: !!this.props.inProgress }, Muster.words.sign_in),
          ),
          h("p", null, h("a", { href: "../" }, Muster.words.back)),
        );
      },
    });
  };
})();
