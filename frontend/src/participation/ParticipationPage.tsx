import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { RequirePerson } from "@/app/RequirePerson";
import { ParticipationView } from "./ParticipationView";

const route = getRouteApi("/boards/$boardId/participation");

/** Who contributes to a board. */
export default function ParticipationPage() {
  const { boardId } = route.useParams();
  const [days, setDays] = useState(90);
  return (
    <RequirePerson>
      {(me) => (
        <ParticipationView
          key={boardId}
          me={me}
          subject={{ board: boardId, days }}
          onDays={setDays}
        />
      )}
    </RequirePerson>
  );
}
