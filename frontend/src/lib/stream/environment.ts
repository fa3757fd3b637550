// What does the stream need from the world? Named here, so that tests can be the world.

export interface Socket {
  send: (text: string) => void;
  close: () => void;
}

export interface SocketHandlers {
  open: () => void;
  message: (data: unknown) => void;
  close: (code: number) => void;
}

export interface Environment {
  connect: (handlers: SocketHandlers) => Socket;
  /** A steady clock, ms: it never jumps, and it may stand still while the machine sleeps. */
  now: () => number;
  /** What the clock on the wall says, ms since 1970: for people, and to notice such a sleep. */
  wall: () => number;
  random: () => number;
  /** Runs once after `ms`; returns how to cancel. */
  after: (ms: number, run: () => void) => () => void;
  /** Whether somebody can see the page. */
  isWatched: () => boolean;
  /** Calls when the link may have changed: off or back online, looked at or running again. */
  onWake: (run: () => void) => () => void;
}

function connect(path: string, handlers: SocketHandlers): Socket {
  const url = new URL(path, window.location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(url);
  socket.onopen = () => handlers.open();
  socket.onmessage = (event) => handlers.message(event.data);
  socket.onclose = (event) => handlers.close(event.code);
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => {
      // A half-open socket reports its close only minutes later; it is not waited for.
      socket.onopen = socket.onmessage = socket.onclose = null;
      socket.close();
    },
  };
}

function onWake(run: () => void): () => void {
  const seen = () => {
    if (document.visibilityState === "visible") run();
  };
  window.addEventListener("online", run);
  window.addEventListener("offline", run);
  document.addEventListener("visibilitychange", seen);
  document.addEventListener("resume", run);
  return () => {
    window.removeEventListener("online", run);
    window.removeEventListener("offline", run);
    document.removeEventListener("visibilitychange", seen);
    document.removeEventListener("resume", run);
  };
}

export function browserEnvironment(path: string): Environment {
  return {
    connect: (handlers) => connect(path, handlers),
    now: () => performance.now(),
    wall: () => Date.now(),
    random: () => Math.random(),
    isWatched: () => document.visibilityState === "visible",
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    onWake,
  };
}
