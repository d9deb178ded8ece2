// Every way by which a page can make a browser connect: the given addresses by script, this machine by all others.
async function reach(addresses, redirects, port) {
  const quietly = act => { try { return Promise.resolve(act()).catch(() => 0); } catch { return 0; } };
  const add = (tag, attributes) => quietly(() => {
    const element = Object.assign(document.createElement(tag), attributes);
    document.body.append(element);
    return element;
  });
  const changing = setInterval(() => { document.body.dataset.at = performance.now(); }, 20);
  const wait = ms => new Promise(go => setTimeout(go, ms));

  const refused = [], answered = [];
  const ask = url => fetch(url).then(() => answered.push(url.slice(0, 20)), () => refused.push(url));
  await Promise.all([...addresses, ...redirects].map(ask));

  const near = ['127.0.0.1', 'localhost', '[::1]', '0x7f.1', '0.0.0.0', '[::ffff:127.0.0.1]'].map(host => `http://${host}:${port}/`);
  const rules = { prefetch: [{ source: 'list', urls: near }], prerender: [{ source: 'list', urls: near }] };
  add('script', { type: 'speculationrules', textContent: JSON.stringify(rules) });
  quietly(() => navigator.serviceWorker.register('/worker.js'));
  quietly(() => new SharedWorker('/worker.js'));
  quietly(() => new Worker('/worker.js'));
  const inline = near.map(url => `fetch('${url}').catch(() => 0); new WebSocket('${url}'.replace('http', 'ws'));`).join('');
  quietly(() => new Worker(URL.createObjectURL(new Blob([inline], { type: 'text/javascript' }))));
  quietly(() => new SharedWorker(URL.createObjectURL(new Blob([inline], { type: 'text/javascript' }))));
  add('iframe', { src: `data:text/html,<script>${inline}</script>` });
  for (const url of near) {
    for (const rel of ['prefetch', 'preconnect', 'dns-prefetch', 'preload', 'modulepreload', 'prerender', 'stylesheet', 'icon', 'manifest'])
      add('link', { rel, href: url, as: 'script' });
    for (const tag of ['iframe', 'embed', 'video', 'audio', 'script', 'track']) add(tag, { src: url });
    add('object', { data: url });
    add('style', { textContent: `@import "${url}"; @font-face { font-family: f; src: url("${url}") } body { background: url("${url}"); font-family: f }` });
    add('iframe', { srcdoc: `<meta http-equiv=refresh content="0;url=${url}">` });
    add('img', { src: url });
    quietly(() => new WebSocket(url.replace('http', 'ws')));
    quietly(() => navigator.sendBeacon(url, 'x'));
    quietly(() => new EventSource(url));
    quietly(() => fetch(url, { method: 'POST', body: 'x', mode: 'no-cors', keepalive: true }));
    quietly(() => fetchLater(url, { activateAfter: 0 }));
    quietly(() => new WebTransport(url.replace('http:', 'https:')));
    quietly(() => { const ask = new XMLHttpRequest(); ask.open('PUT', url); ask.send('x'); });
    const named = `frame${url}`;
    add('iframe', { name: named });
    quietly(() => add('form', { action: url, method: 'post', target: named }).then(form => form.submit()));
    quietly(() => add('a', { href: url, download: 'x', ping: url }).then(link => link.click()));
  }
  quietly(() => window.open(near[0]));
  await quietly(() => Promise.race([peers(port), wait(1500)]));
  for (const url of near) { location.href = url; await wait(40); }
  clearInterval(changing);
  document.getElementById('app').textContent = `done: ${refused.length} refused, answered: ${answered}`;
}

async function peers(port) {
  const servers = ['127.0.0.1', '[::1]'].flatMap(host =>
    [`stun:${host}:${port}`, `turn:${host}:${port}?transport=udp`, `turn:${host}:${port}?transport=tcp`]);
  const iceServers = [{ urls: servers, username: 'x', credential: 'x' }];
  const frame = document.body.appendChild(document.createElement('iframe'));
  const Peer = window.RTCPeerConnection || frame.contentWindow.RTCPeerConnection;
  const [one, other] = [new Peer({ iceServers }), new Peer({ iceServers })];
  one.createDataChannel('x');
  await one.setLocalDescription(await one.createOffer());
  await other.setRemoteDescription(one.localDescription);
  await other.setLocalDescription(await other.createAnswer());
  await one.setRemoteDescription(other.localDescription);
  for (const host of ['127.0.0.1', '::1'])
    for (const kind of ['udp 2122260223', 'tcp 1518280447'])
      await one.addIceCandidate({
        candidate: `candidate:1 1 ${kind} ${host} ${port} typ host` + (kind.startsWith('tcp') ? ' tcptype passive' : ''),
        sdpMid: '0',
      });
  if (one.iceGatheringState !== 'complete')
    await new Promise(go => one.onicegatheringstatechange = () => one.iceGatheringState === 'complete' && go());
}
