/** How a receiver verifies a delivery: the recipes of docs/webhooks.md, with which a test compares them. */
export const VERIFYING = {
  TypeScript: `import { verifyWebhook, WebhookVerificationError } from '@tenantry/client';

/** Answers a delivery. The secrets are one, and both while it is rotated. */
export async function receive(request: Request, secrets: readonly string[]): Promise<Response> {
  try {
    const event = await verifyWebhook(secrets, request.headers, await request.text());
    if (event.type === 'organization.created') console.log(event.id, event.data.organization_id);
    return new Response(null, { status: 204 });
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error;
    return new Response(error.code, { status: 400 });
  }
}`,
  Python: `import base64, hashlib, hmac, re, time

def verify(secret: str, headers, body: bytes, tolerance: int = 300) -> bool:
    stamp = headers.get("webhook-timestamp", "")
    if not re.fullmatch("[0-9]{1,12}", stamp) or abs(time.time() - int(stamp)) > tolerance:
        return False
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers.get('webhook-id', '')}.{stamp}.".encode() + body
    expected = b"v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
    given = headers.get("webhook-signature", "").encode().split(b" ")
    return any(hmac.compare_digest(expected, each) for each in given)`,
  Go: `package webhooks

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Verify reports whether a delivery is genuine, and not older than five minutes.
func Verify(secret string, header http.Header, body []byte) bool {
	stamp := header.Get("webhook-timestamp")
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil || time.Since(time.Unix(seconds, 0)).Abs() > 5*time.Minute {
		return false
	}
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, "whsec_"))
	if err != nil {
		return false
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(header.Get("webhook-id") + "." + stamp + "."))
	mac.Write(body)
	expected := "v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))
	for _, given := range strings.Split(header.Get("webhook-signature"), " ") {
		if hmac.Equal([]byte(given), []byte(expected)) {
			return true
		}
	}
	return false
}`,
};
