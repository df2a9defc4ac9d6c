// DeltaBlue: an incremental solver of one-way constraints with strengths (after Sannella, Freeman-Benson, Maloney, Borning).
const required = 0;
const preferred = 2;
const normal = 4;
const weakest = 6;

class Variable {
  constructor(name, value) {
    this.name = name;
    this.value = value;
    this.constraints = [];
    this.determinedBy = null;
    this.mark = 0;
    this.strength = weakest;
    this.stay = true;
  }
  remove(constraint) {
    this.constraints = this.constraints.filter((one) => one !== constraint);
    if (this.determinedBy === constraint) this.determinedBy = null;
  }
}

class Constraint {
  constructor(strength) {
    this.strength = strength;
  }
  /** Makes the solver enforce this, if it can. @returns the constraint that had to give way */
  satisfy(mark, planner) {
    this.choose(mark);
    if (!this.satisfied) {
      if (this.strength === required) throw new Error("a required constraint can't be satisfied");
      return null;
    }
    for (const input of this.inputs()) input.mark = mark;
    const out = this.output;
    const overridden = out.determinedBy;
    if (overridden !== null) overridden.satisfied = false;
    out.determinedBy = this;
    if (!planner.propagate(this, mark)) throw new Error("a cycle");
    out.mark = mark;
    return overridden;
  }
  inputsKnown(mark) {
    for (const { mark: own, stay, determinedBy } of this.inputs()) if (own !== mark && !stay && determinedBy !== null) return false;
    return true;
  }
  addTo(planner) {
    for (const variable of this.variables()) variable.constraints.push(this);
    this.satisfied = false;
    planner.add(this);
    return this;
  }
}

class Unary extends Constraint {
  constructor(output, strength) {
    super(strength);
    this.output = output;
    this.satisfied = false;
  }
  variables() {
    return [this.output];
  }
  inputs() {
    return [];
  }
  choose(mark) {
    this.satisfied = this.output.mark !== mark && this.strength < this.output.strength;
  }
  recalculate() {
    this.output.strength = this.strength;
    this.output.stay = !(this instanceof Edit);
  }
  execute() {}
}

class Stay extends Unary {}

/** An input from outside. */
class Edit extends Unary {}

class Equal extends Constraint {
  constructor(first, second, strength) {
    super(strength);
    this.first = first;
    this.second = second;
    this.forward = true;
    this.satisfied = false;
  }
  variables() {
    return [this.first, this.second];
  }
  inputs() {
    return [this.input];
  }
  get input() {
    return this.forward ? this.first : this.second;
  }
  get output() {
    return this.forward ? this.second : this.first;
  }
  choose(mark) {
    const { first, second, strength } = this;
    const canFirst = first.mark !== mark && strength < first.strength;
    const canSecond = second.mark !== mark && strength < second.strength;
    if (first.mark === mark || second.mark === mark) {
      this.forward = first.mark === mark;
      this.satisfied = this.forward ? canSecond : canFirst;
    } else {
      this.forward = first.strength <= second.strength;
      this.satisfied = this.forward ? canSecond : canFirst;
    }
  }
  recalculate() {
    const { input, output } = this;
    output.strength = Math.max(this.strength, input.strength);
    output.stay = input.stay;
    if (output.stay) this.execute();
  }
  execute() {
    this.output.value = this.input.value;
  }
}

/** second = first * scale + offset, with variables for both. */
class Scale extends Equal {
  constructor(first, scale, offset, second, strength) {
    super(first, second, strength);
    this.scale = scale;
    this.offset = offset;
  }
  variables() {
    return [...super.variables(), this.scale, this.offset];
  }
  inputs() {
    return [this.input, this.scale, this.offset];
  }
  execute() {
    if (this.forward) this.second.value = this.first.value * this.scale.value + this.offset.value;
    else this.first.value = (this.second.value - this.offset.value) / this.scale.value;
  }
}

class Planner {
  #mark = 0;

  add(constraint) {
    const mark = ++this.#mark;
    for (let next = constraint; next !== null;) next = next.satisfy(mark, this);
  }
  remove(constraint) {
    const { output } = constraint;
    const wasSatisfied = constraint.satisfied;
    constraint.satisfied = false;
    for (const variable of constraint.variables()) variable.remove(constraint);
    if (!wasSatisfied) return;
    const unsatisfied = [];
    output.determinedBy = null;
    output.strength = weakest;
    output.stay = true;
    const todo = [output];
    while (todo.length > 0) {
      const variable = todo.pop();
      for (const one of variable.constraints) if (!one.satisfied) unsatisfied.push(one);
      for (const one of this.consumers(variable)) {
        one.recalculate();
        todo.push(one.output);
      }
    }
    unsatisfied.sort((a, b) => a.strength - b.strength);
    for (const one of unsatisfied) this.add(one);
  }
  /** Constraints that read the variable. */
  consumers(variable) {
    return variable.constraints.filter((one) => one.satisfied && one !== variable.determinedBy);
  }
  propagate(constraint, mark) {
    const todo = [constraint];
    while (todo.length > 0) {
      const one = todo.pop();
      if (one.output.mark === mark) return false;
      one.recalculate();
      todo.push(...this.consumers(one.output));
    }
    return true;
  }
  /** The order in which constraints are executed when the inputs change. */
  plan(inputs) {
    const mark = ++this.#mark;
    const plan = [];
    const todo = inputs.filter((one) => one.satisfied);
    while (todo.length > 0) {
      const one = todo.pop();
      if (one.output.mark === mark || !one.inputsKnown(mark)) continue;
      plan.push(one);
      one.output.mark = mark;
      todo.push(...this.consumers(one.output));
    }
    return plan;
  }
  /** Gives a variable values from outside, one after the other. */
  change(variable, values) {
    const edit = new Edit(variable, preferred).addTo(this);
    const plan = this.plan([edit]);
    for (const value of values) {
      variable.value = value;
      for (const constraint of plan) constraint.execute();
    }
    this.remove(edit);
  }
}

/** A long chain of equal variables: each change goes all the way. */
function chain(length) {
  const planner = new Planner();
  const variables = Array.from({ length }, (_, i) => new Variable(`v${i}`, 0));
  for (let i = 1; i < length; i++) new Equal(variables[i - 1], variables[i], required).addTo(planner);
  new Stay(variables[length - 1], normal).addTo(planner);
  planner.change(variables[0], [1, 5, 7, 35, 99]);
  return variables[length - 1].value;
}

/** Many pairs with a common scale and offset: changing these changes all. */
function projection(count) {
  const planner = new Planner();
  const scale = new Variable("scale", 10);
  const offset = new Variable("offset", 1000);
  let sum = 0;
  const ends = [];
  for (let i = 0; i < count; i++) {
    const from = new Variable(`from${i}`, i);
    const to = new Variable(`to${i}`, i);
    new Stay(from, normal).addTo(planner);
    new Scale(from, scale, offset, to, required).addTo(planner);
    ends.push([from, to]);
  }
  planner.change(ends[0][0], [17]);
  planner.change(ends[0][1], [1050]);
  planner.change(scale, [5, 3]);
  planner.change(offset, [2000, 500]);
  for (const [{ value: from }, { value: to }] of ends) sum += from + to;
  return sum;
}

export function run(size = 1500, times = 6) {
  let sum = 0;
  for (let i = 0; i < times; i++) sum += chain(size) + projection(size >> 1);
  return sum;
}
