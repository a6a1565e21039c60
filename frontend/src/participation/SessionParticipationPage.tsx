import { getRouteApi } from "@tanstack/react-router";
import { RequirePerson } from "@/app/RequirePerson";
import { ParticipationView } from "./ParticipationView";

const route = getRouteApi("/sessions/$sessionId/participation");

/** Who contributed while a session was on. */
export default function SessionParticipationPage() {
  const { sessionId } = route.useParams();
  return (
    <RequirePerson>
      {(me) => <ParticipationView key={sessionId} me={me} subject={{ session: sessionId }} />}
    </RequirePerson>
  );
}
