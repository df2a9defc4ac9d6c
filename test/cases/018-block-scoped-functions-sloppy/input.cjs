var log = [];
log.push(typeof inner);
{
  function inner() { return "first"; }
  log.push(inner());
}
var keep = inner;
if (true) {
  function inner() { return "second"; }
}
setTimeout(() => {
  log.push(keep(), inner());
  {
    inner = () => "third";
  }
  setTimeout(() => console.log(log.join(), inner()), 1);
}, 1);
