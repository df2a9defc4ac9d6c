// An auction over eventemitter3: listeners with contexts and `once`, added and taken away while the bids come in.
import EventEmitter from "eventemitter3";

class Auction extends EventEmitter {
  #highest = 0;
  constructor(name, minimum) {
    super();
    this.name = name;
    this.minimum = minimum;
    this.once("bid", this.opened, this);
  }
  opened(bid) {
    console.log(`${this.name} is opened by ${bid.who}`);
  }
  bid(who, amount) {
    if (amount < this.minimum || amount <= this.#highest) return this.emit("refused", { who, amount });
    this.#highest = amount;
    return this.emit("bid", { who, amount });
  }
  get highest() {
    return this.#highest;
  }
}

const sold = Symbol("sold");
const auction = new Auction("lamp", 10);
const history = { bids: [], note: "history" };

function remember({ who, amount }) {
  this.bids.push(`${who}:${amount}`);
}
auction.on("bid", remember, history);
auction.on("refused", ({ who, amount }) => console.log(`  no, ${who}: ${amount}`));

/** Bids a little more than others, a few times, after thinking for some rounds. */
function bidder(who, step, limit) {
  let left = limit;
  let thinking = 0;
  let wanted = 0;
  const answer = ({ who: other, amount }) => {
    if (other === who) return;
    if (left-- === 0) {
      auction.off("bid", answer);
      auction.off("round", think);
      console.log(`  ${who} gives up at ${amount}; ${auction.listenerCount("bid")} still listen`);
    } else [thinking, wanted] = [step, amount + step];
  };
  const think = () => {
    if (thinking > 0 && --thinking === 0) auction.bid(who, wanted);
  };
  auction.on("bid", answer);
  auction.on("round", think);
  return answer;
}

bidder("ann", 3, 5);
const bert = bidder("bert", 5, 4);
bidder("cleo", 7, 3);

let quiet = 0;
let before = 0;
const clock = setInterval(() => {
  auction.emit("round");
  quiet = auction.highest === before ? quiet + 1 : 0;
  before = auction.highest;
  if (quiet < 10) return;
  clearInterval(clock);
  auction.emit(sold, auction.highest);
}, 1);

auction.once(sold, function (price) {
  console.log(`${this.name} sold at ${price}`, history);
  console.log(auction.eventNames(), auction.listenerCount("bid"), auction.listeners("bid").includes(bert));
  auction.removeAllListeners();
  console.log(auction.eventNames(), auction.bid("late", 1000), auction._eventsCount);
});

auction.bid("dora", 4);
auction.bid("dora", 12);
