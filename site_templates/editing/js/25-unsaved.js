/* What was typed and not saved is kept by Decap in the browser and offered when the form is opened again. Decap 3.16.3 asks as soon as it
   has found it; where the entry itself comes later than the answer, it takes the place of what was just put back. So the finding waits. */
"use strict";

(function () {
  var STEP = 100;
  var LONGEST = 60000;
  var get = IDBObjectStore.prototype.get;

  function isShown() {
    return document.querySelector('[id*="-field-"]') !== null;
  }

  function afterForm(then, waited) {
    if (isShown() || waited >= LONGEST) {
      /* One step more: the form's fields stand on the page before Decap is done with them. */
      setTimeout(then, STEP);
    } else {
      setTimeout(afterForm, STEP, then, waited + STEP);
    }
  }

  IDBObjectStore.prototype.get = function (key) {
    var request = get.apply(this, arguments);
    if (typeof key === "string" && key.startsWith("backup")) {
      Object.defineProperty(request, "onsuccess", {
        set: function (handler) {
          request.addEventListener("success", function (event) {
            afterForm(function () { handler.call(request, event); }, 0);
          });
        },
      });
    }
    return request;
  };
})();
