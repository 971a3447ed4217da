/* Three kinds of fields of our own: a choice from the company's people, sites and documents, an id that is given, not typed, and a file
   taken from this computer in one step. */
"use strict";

Muster.registerWidgets = function (CMS, choices) {
  var h = window.h;
  var Select = CMS.getWidget("select").control;

  function listOf(value) {
    if (value === null || value === undefined || value === "") { return []; }
    return value.toArray ? value.toArray() : [value];
  }

  /* What a file names already stays among the choices, also where nobody knows it: Decap would drop it at the next change. */
  function withOwn(options, value) {
    var known = new Set(options.map(function (each) { return each.value; }));
    var own = listOf(value).filter(function (each) { return !known.has(each); });
    return options.concat(own.map(function (each) { return { value: each, label: String(each) }; }));
  }

  CMS.registerWidget({
    name: "muster-choice",
    controlComponent: window.createClass({
      displayName: "MusterChoice",
      isValid: function () { return true; },
      render: function () {
        var field = this.props.field;
        var options = withOwn(choices[field.get("source")] || [], this.props.value);
        return h(Select, Object.assign({}, this.props, { field: field.set("options", options) }));
      },
    }),
  });

  CMS.registerWidget({
    name: "muster-id",
    controlComponent: window.createClass({
      displayName: "MusterId",
      isValid: function () { return true; },
      render: function () {
        return h("output", { id: this.props.forID, className: this.props.classNameWrapper + " muster-id" }, this.props.value || Muster.words.id_given);
      },
    }),
  });
};

/* A photo or a scan from this computer or phone. Decap's own field asks twice, and a file of the same name would take another's place. */
Muster.registerFileWidget = function (CMS, limits) {
  var h = window.h;

  /* A name that no file has yet; on saving it becomes that of its record. */
  function ownName(name) {
    var found = /^(.*?)(\.[A-Za-z0-9]{1,5})?$/.exec(name);
    var stem = found[1].normalize("NFKD").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "").toLowerCase().slice(0, 40) || "file";
    var mark = Array.from(crypto.getRandomValues(new Uint8Array(4)), function (byte) { return byte.toString(16).padStart(2, "0"); }).join("");
    return stem + "-" + mark + (found[2] || "").toLowerCase();
  }

  function refusal(file) {
    var ending = (/\.[A-Za-z0-9]+$/.exec(file.name) || [""])[0].toLowerCase();
    if (limits.endings.indexOf(ending) < 0) { return Muster.words.file_ending.replace("%s", ending || file.name); }
    return file.size > limits.bytes ? Muster.words.file_size : "";
  }

  CMS.registerWidget({
    name: "muster-file",
    controlComponent: window.createClass({
      displayName: "MusterFile",
      getInitialState: function () { return { refused: "", chosen: "" }; },
      isValid: function () { return this.state.refused ? { error: { type: "CUSTOM", message: this.state.refused } } : true; },
      choose: function (event) {
        var page = this;
        var file = event.target.files[0];
        if (!file) { return; }
        var refused = refusal(file);
        page.setState({ refused: refused, chosen: refused ? "" : file.name });
        if (refused) { return; }
        var name = ownName(file.name);
        Promise.resolve(page.props.onPersistMedia(new File([file], name, { type: file.type }), { field: page.props.field })).then(function () {
          page.props.onChange(name);
        });
      },
      render: function () {
        var shown = this.state.chosen || this.props.value;
        return h(
          "div",
          { className: this.props.classNameWrapper + " muster-file" },
          h("input", { type: "file", id: this.props.forID, accept: limits.endings.join(","), onChange: this.choose }),
          shown ? h("p", null, shown) : null,
          this.state.refused ? h("p", { role: "alert", className: "muster-error" }, this.state.refused) : null,
        );
      },
    }),
  });
};

/* A choice that was made in this visit is offered at once, without waiting for the manual to be built again. */
Muster.remember = function (choices, collection, data) {
  var list = { "register-people": "people", "register-sites": "sites", "register-positions": "positions", "register-assets": "assets", "register-contractors": "contractors", policies: "policies" }[collection];
  var id = data.get("id");
  var name = data.get("name") || data.get("title");
  if (!list || !id || choices[list].some(function (each) { return each.value === id; })) { return; }
  choices[list] = choices[list].concat([{ value: id, label: name ? name + " · " + id : id }]);
};
