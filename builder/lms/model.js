/** What one learner has in one edition's data model: values by element, read and set by its rules. */
(function (root) {
  'use strict';
  const { StrictLms } = root;

  /** Why a call fails: a key of the edition's errors, and words for people. */
  class Refusal extends Error {
    constructor(kind, why) {
      super(why);
      this.kind = kind;
    }
  }

  /** `cmi.interactions.2.id` as the tables have it: `cmi.interactions.n.id`. */
  const general = element => element.replace(/\{target=[^}]*\}$/, '{target=…}').replace(/\.\d+(?=\.|$)/g, '.n');
  const below = (element, part) => element === part || element.startsWith(`${part}.`);

  const TAKEN = 'is there already, can\'t be changed, or is one too many';

  class Model {
    /** @param {any} edition  @param {Object<string, string>} values  @param {string[]} without not implemented, as in the tables */
    constructor(edition, values, without) {
      this.edition = edition;
      this.values = values;
      this.without = without;
    }

    /** Collections on the way to an element, each with the index asked for. */
    places(element) {
      const found = Array.from(element.matchAll(/\.(\d+)(?=\.|$)/g));
      return found.map(each => ({ collection: element.slice(0, each.index), index: each[1] }));
    }

    count(collection) {
      const inside = Object.keys(this.values).filter(each => below(each, collection));
      return new Set(inside.map(each => each.slice(collection.length + 1).split('.')[0])).size;
    }

    children(element) {
      const group = general(element).replace(/\._children$/, '');
      const inside = Object.keys(this.edition.elements).filter(each => below(each, group) && !this.lacks(each));
      const names = inside.map(each => each.slice(group.length + 1).replace(/^n\./, '').split('.')[0]);
      return Array.from(new Set(names)).filter(name => name[0] !== '_').join();
    }

    lacks(pattern) {
      return this.without.some(part => below(pattern, part));
    }

    row(element) {
      const pattern = general(element);
      const row = this.edition.elements[pattern];
      if (row && !this.lacks(pattern)) return row;
      throw new Refusal(this.absence(pattern, !!row), `${element || 'an empty name'} is no element that this platform has`);
    }

    absence(pattern, known) {
      if (!pattern) return 'empty';
      if (known) return 'missing';
      const [, parent, word] = /^(.*)\._(children|count)$/.exec(pattern) || [];
      return parent && Object.keys(this.edition.elements).some(each => below(each, parent)) ? word : 'unknown';
    }

    get(element) {
      const row = this.row(element);
      if (row.access === 'w') throw new Refusal('writeOnly', `${element} can't be read`);
      const beyond = this.places(element).find(({ collection, index }) => Number(index) >= this.count(collection));
      if (beyond) throw new Refusal('index', `${beyond.collection} has ${this.count(beyond.collection)}`);
      return row.keyword ? this[row.keyword](element) : this.value(element, row);
    }

    value(element, row) {
      const { derive, unset } = this.edition;
      const own = derive[element] ? derive[element](this.values) : this.values[element];
      const value = [own, row.initial, unset].find(each => each !== undefined);
      if (value === undefined) throw new Refusal('unset', `${element} has no value yet`);
      return value;
    }

    _children(element) { return this.children(element); }
    _count(element) { return String(this.count(element.replace(/\._count$/, ''))); }
    _version() { return this.edition.version; }

    /** Sets a value; returns what only some platforms would mind. */
    set(element, value) {
      const row = this.row(element);
      if (row.keyword) throw new Refusal('keyword', `${element} is a keyword`);
      if (row.access === 'r') throw new Refusal('readOnly', `${element} is the platform's`);
      this.inOrder(element);
      const early = this.early(element, row);
      if (early && this.edition.errors.dependency) throw new Refusal('dependency', early);
      const whole = row.append ? this.value(element, row) + value : value;
      const at = this.at(element);
      const fault = row.type.refuse(whole, at);
      if (fault) throw new Refusal(fault, `${element} ${fault === 'order' ? TAKEN : `must be ${row.type.says}`}`);
      const warnings = row.type.warn(whole, at).concat(early || []);
      this.values[element] = whole;
      return warnings;
    }

    /** Indexes run 0, 1, 2 … without a gap. */
    inOrder(element) {
      const wrong = this.places(element).find(({ collection, index }) => Number(index) > this.count(collection) || /^0\d/.test(index));
      if (wrong) throw new Refusal('order', `the next of ${wrong.collection} is ${this.count(wrong.collection)}`);
    }

    /** A record begins with its id; some fields need others. */
    early(element, row) {
      const records = this.places(element).map(({ collection, index }) => `${collection}.${index}`);
      const ids = records.map(record => `${record}.id`).filter(each => this.edition.elements[general(each)]);
      const needed = ids.concat((row.after || []).map(field => `${records[0]}.${field}`));
      const missing = needed.find(each => each !== element && this.values[each] === undefined);
      return missing ? `${missing} must be set before ${element}` : '';
    }

    /** Where a value is set: its index, what stands there, the same field in other records, other fields of its record. */
    at(element) {
      const places = this.places(element);
      const { collection = element, index = '0' } = places[places.length - 1] || {};
      const alike = each => each !== element && each.startsWith(`${collection}.`) && general(each) === general(element);
      const others = Object.keys(this.values).filter(alike).map(each => this.values[each]);
      const record = places.length ? `${places[0].collection}.${places[0].index}` : '';
      return { index: Number(index), current: this.values[element], others, sibling: name => this.values[`${record}.${name}`] };
    }
  }

  Object.assign(StrictLms, { Model, Refusal, general, below });
  if (typeof module === 'object') module.exports = StrictLms;
})(typeof window === 'object' ? window : globalThis);
