// Asks a running gateway which cities a simulated traveller has been in, through node's smpp, and compares the answer
// with truth.csv. Usage: node ask.js PORT WORLD; WORLD is a directory that 'waypost simulate network' wrote.
import smpp from 'smpp';
import { compare, fail, isAnswer, joiner, subscriber } from './subscriber.js';

const PATIENCE_MILLIS = 60_000;

const [port, world] = process.argv.slice(2);
if (!world) {
  console.error('usage: node ask.js PORT WORLD');
  process.exit(2);
}

const { number, ending, truth } = subscriber(world);
const timer = setTimeout(() => fail(`no answer within ${PATIENCE_MILLIS} ms`), PATIENCE_MILLIS);
const session = smpp.connect({ url: `smpp://127.0.0.1:${port}`, auto_enquire_link_period: 5_000 });
session.on('error', (error) => fail(error.message));

const text = (message) => {
  console.log(`> ${message}`);
  session.submit_sm(
    { source_addr: number.slice(1), source_addr_ton: 1, source_addr_npi: 1, destination_addr: '10001', short_message: message },
    (response) => {
      if (response.command_status !== 0) {
        fail(`submit_sm_resp with status ${response.command_status} (expected 0)`);
      }
    });
};

const whole = joiner();
session.on('deliver_sm', (pdu) => {
  session.send(pdu.response());
  const message = whole(pdu);
  if (message === null) {
    return;
  }
  console.log(`< ${message}`);
  if (!isAnswer(message)) {
    text('Y');
    return;
  }
  clearTimeout(timer);
  compare(message, truth);
  session.unbind(() => session.close(() => process.exit(0)));
  setTimeout(() => process.exit(0), 2_000).unref();
});

session.on('connect', () => {
  session.bind_transceiver({ system_id: 'smsc', password: 'waypost' }, (response) => {
    if (response.command_status !== 0) {
      fail(`bind_transceiver_resp with status ${response.command_status} (expected 0)`);
    }
    text(`CXMYD#${ending}`);
  });
});
