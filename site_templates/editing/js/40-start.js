/* Starts the editor with the forms of this company: forms.json is made from the same definitions as the rest of the manual. */
"use strict";

window.CMS_MANUAL_INIT = true;

window.addEventListener("DOMContentLoaded", async function () {
  var CMS = window.CMS;
  var answer = await fetch("forms.json", { credentials: "same-origin", cache: "no-cache" });
  var forms = await answer.json();
  Muster.words = forms.words;

  var formats = {};
  forms.config.collections.forEach(function (collection) {
    formats[collection.name] = makeFormat(collection);
    CMS.registerCustomFormat(collection.format, collection.extension || "yaml", formats[collection.name]);
  });

  /* A list of files has one format for all of them; which of them it is, shows in the data. */
  function makeFormat(collection) {
    if (!collection.files) { return Muster.format.make(collection.fields, collection.extension === "md"); }
    var isDocument = collection.name === "content";
    var made = collection.files.map(function (file) { return Muster.format.make(file.fields, isDocument); });
    var list = collection.files.findIndex(function (file) { return file.fields[0].name === "entries"; });
    return {
      fromFile: made[0].fromFile,
      toFile: function (data) { return made[list >= 0 && "entries" in data ? list : 0].toFile(data); },
    };
  }

  Muster.registerWidgets(CMS, forms.choices);
  Muster.registerFileWidget(CMS, forms.limits);
  CMS.registerEventListener({
    name: "preSave",
    handler: function (event) {
      var refused = event.entry.getIn(["data", Muster.format.REFUSED]);
      if (refused) { throw new Error(refused); }
      return Muster.fillId(event.entry, forms.prefixes, forms.numbers);
    },
  });
  CMS.registerEventListener({
    name: "postSave",
    handler: function (event) { Muster.remember(forms.choices, event.entry.get("collection"), event.entry.get("data")); },
  });
  if (!forms.forge) { signInHere(); }
  if (forms.forge) {
    Muster.wrapBackend(CMS, forms.forge.backend, Object.assign({ numbers: forms.numbers, formats: formats }, forms.forge));
  }
  /* Whoever has this page of `muster edit` may edit; Decap's button "Login" would ask for nothing. */
  function signInHere() {
    try {
      window.localStorage.setItem("decap-cms-user", JSON.stringify({ backendName: forms.config.backend.name }));
    } catch (refused) {
      /* Without storage the button stays, and does the same. */
    }
  }

  /* Decap marks what is missing, but a long form hides it. */
  document.addEventListener("click", function (event) {
    if (event.target.closest && event.target.closest('[role="menuitem"]')) { setTimeout(showFirstFault, 400); }
  });

  function showFirstFault() {
    var faults = Array.from(document.querySelectorAll('[class*="ControlErrorsList"] li'));
    var first = faults.find(function (each) { return each.offsetParent !== null; });
    if (first) { first.scrollIntoView({ block: "center" }); }
  }

  /* The way back, which Decap shows beside the name of whoever is signed in. */
  forms.config.display_url = new URL("..", window.location.href).href;
  Muster.sayPlainly(CMS, forms);
  CMS.init({ config: forms.config });
});

/* Decap's words where they mean nothing to a coordinator. */
Muster.sayPlainly = function (CMS, forms) {
  var locale = CMS.getLocale("en");
  function put(parts, words) {
    var at = locale;
    parts.slice(0, -1).forEach(function (part) { at = at ? at[part] : undefined; });
    if (at && parts[parts.length - 1] in at) { at[parts[parts.length - 1]] = words; }
  }
  Object.keys(forms.phrases).forEach(function (name) { put(name.split("."), forms.phrases[name]); });
};
