import { getRouteApi } from "@tanstack/react-router";
import { usePageTitle } from "@/app/usePageTitle";
import { EnterCode } from "./EnterCode";

const route = getRouteApi("/s");

/** Joining by a code that one types. */
export default function EnterCodePage() {
  const navigate = route.useNavigate();
  usePageTitle("Join a session");
  return <EnterCode onCode={(code) => void navigate({ to: "/s/$code", params: { code } })} />;
}
