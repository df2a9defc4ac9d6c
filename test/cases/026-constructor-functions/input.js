function Animal(name) {
  if (!(this instanceof Animal)) return new Animal(name);
  this.name = name;
}
Animal.prototype.speak = function () { return `${this.name} speaks`; };
function Dog(name) { Animal.call(this, name); }
Dog.prototype = Object.create(Animal.prototype, { constructor: { value: Dog, writable: true, configurable: true } });
Dog.prototype.speak = function () { return Animal.prototype.speak.call(this) + " loudly"; };
const rex = new Dog("rex");
const cat = Animal("cat");
setTimeout(() => {
  console.log(rex.speak(), cat.speak(), rex instanceof Animal, cat instanceof Dog);
  setTimeout(() => {
    Animal.prototype.speak = function () { return `${this.name} whispers`; };
    console.log(rex.speak(), cat.speak(), new rex.constructor("tom").speak(), Dog.prototype.constructor === Dog);
    console.log(Object.getOwnPropertyNames(Dog.prototype).join(), Object.keys(rex).join());
  }, 1);
}, 1);
