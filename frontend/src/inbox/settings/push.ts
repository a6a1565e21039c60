import { rest } from "../api";

/** Whether this browser shows what happens while no page of ours is open. */
export type PushState =
  /** It cannot, or not here (a private window, no service worker). */
  | "unsupported"
  /** The person told the browser not to let us. */
  | "blocked"
  | "off"
  | "on";

export async function pushState(): Promise<PushState> {
  const registration = await worker();
  if (!registration) return "unsupported";
  if (Notification.permission === "denied") return "blocked";
  const subscription = await registration.pushManager.getSubscription();
  return subscription && Notification.permission === "granted" ? "on" : "off";
}

/**
 * Asks for permission and subscribes; to be called from a press, or browsers do not ask.
 *
 * @throws Problem: the service did not take it.
 * @throws DOMException: the browser or its push service did not.
 */
export async function turnPushOn(): Promise<PushState> {
  const registration = await worker();
  if (!registration) return "unsupported";
  const permission = await Notification.requestPermission();
  if (permission !== "granted") return permission === "denied" ? "blocked" : "off";
  const { key } = await rest.pushKey();
  const { endpoint, keys } = (await subscribed(registration.pushManager, key)).toJSON();
  if (!endpoint || !keys?.p256dh || !keys.auth) throw new Error("a subscription without keys");
  await rest.subscribe({ endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } });
  return "on";
}

/** Also where the service cannot be reached: then it hears of it from the push service. */
export async function turnPushOff(): Promise<PushState> {
  const registration = await worker();
  const subscription = await registration?.pushManager.getSubscription();
  if (!subscription) return registration ? "off" : "unsupported";
  await Promise.allSettled([
    rest.unsubscribePush(subscription.endpoint),
    subscription.unsubscribe(),
  ]);
  return "off";
}

async function worker(): Promise<ServiceWorkerRegistration | undefined> {
  const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  if (!able) return undefined;
  return await navigator.serviceWorker.getRegistration().catch(() => undefined);
}

async function subscribed(manager: PushManager, key: string): Promise<PushSubscription> {
  const options = { userVisibleOnly: true, applicationServerKey: bytesOf(key) };
  try {
    return await manager.subscribe(options);
  } catch (error) {
    // One made with another key of the service stands in the way.
    if (!(error instanceof DOMException) || error.name !== "InvalidStateError") throw error;
    await (await manager.getSubscription())?.unsubscribe();
    return await manager.subscribe(options);
  }
}

/** @param key in base64url. */
export function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  const letters = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
  return bytes;
}
