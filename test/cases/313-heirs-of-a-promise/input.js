// What inherits from a promise is an ordinary object; its state is its own properties.
const promise = Promise.resolve("value");
const heir = Object.create(promise, { own: { value: 1, enumerable: true } });
class Task extends Promise {
  label = "task";
}
const task = new Task((resolve) => setTimeout(resolve, 2, "done"));
const below = Object.create(task);
below.x = heir;
const show = () => {
  console.log(Object.keys(heir), heir instanceof Promise, Object.getPrototypeOf(heir) === promise);
  console.log(below.label, Object.keys(below), below.x === heir, below instanceof Task);
  try {
    heir.then(() => {});
  } catch (error) {
    console.log(error.name);
  }
};
show();
setTimeout(() => {
  show();
  task.then((value) => console.log(value));
  setTimeout(show, 3);
}, 1);
