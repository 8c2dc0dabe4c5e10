// Plays a message centre through node's smpp: a gateway binds to it as its client, hears the question of a simulated traveller
// as deliver_sm, and answers with submit_sm, which is compared with truth.csv and reported as delivered.
// Usage: node centre.js WORLD; prints "listening on PORT" and ends with 0 when all went well.
import smpp from 'smpp';
import { compare, fail, isAnswer, joiner, subscriber } from './subscriber.js';

// For the gateway to start, which a busy machine makes slow, and for the conversation.
const PATIENCE_MILLIS = 180_000;
const RECEIPT = 0x04;

const [world] = process.argv.slice(2);
if (!world) {
  console.error('usage: node centre.js WORLD');
  process.exit(2);
}

const { number, ending, truth } = subscriber(world);
setTimeout(() => fail(`no answer within ${PATIENCE_MILLIS} ms`), PATIENCE_MILLIS).unref();

let ids = 0;
const whole = joiner();

const serve = (session) => {
  const deliver = (esmClass, message) => new Promise((resolve) => {
    session.deliver_sm(
      {
        source_addr: number.slice(1),
        source_addr_ton: 1,
        source_addr_npi: 1,
        destination_addr: '10001',
        esm_class: esmClass,
        short_message: message,
      },
      (response) => {
        if (response.command_status !== 0) {
          fail(`deliver_sm_resp with status ${response.command_status} (expected 0)`);
        }
        resolve();
      });
  });
  const text = (message) => {
    console.log(`> ${message}`);
    return deliver(0, message);
  };

  session.on('error', (error) => fail(error.message));
  session.on('enquire_link', (pdu) => session.send(pdu.response()));
  session.on('unbind', (pdu) => session.send(pdu.response()));
  session.on('bind_transceiver', (pdu) => {
    if (pdu.system_id !== 'waypost' || pdu.password !== 'waypost') {
      fail(`bind of ${pdu.system_id} (expected waypost, with its password)`);
    }
    session.send(pdu.response({ system_id: 'node' }));
    text(`CXMYD#${ending}`);
  });
  session.on('submit_sm', async (pdu) => {
    ids += 1;
    session.send(pdu.response({ message_id: ids.toString(16) }));
    if (!/^0000000\d\d\d\d\d00[0-9]R$/.test(String(pdu.validity_period)) && !(pdu.validity_period instanceof Date)) {
      fail(`validity_period ${pdu.validity_period} (expected a relative time)`);
    }
    if (pdu.registered_delivery !== 1) {
      fail(`registered_delivery ${pdu.registered_delivery} (expected 1)`);
    }
    const id = ids;
    const message = whole(pdu);
    if (message === null) {
      return;
    }
    console.log(`< ${message}`);
    if (!isAnswer(message)) {
      await text('Y');
      return;
    }
    compare(message, truth);
    // The response named it in hexadecimal, the receipt does in decimal: carriers do that.
    await deliver(RECEIPT, `id:${String(id).padStart(10, '0')} sub:001 dlvrd:001 stat:DELIVRD err:000 text:`);
    session.close(() => process.exit(0));
    setTimeout(() => process.exit(0), 2_000).unref();
  });
};

const server = smpp.createServer({}, serve);
server.listen(0, '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
