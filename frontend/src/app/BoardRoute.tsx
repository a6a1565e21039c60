import { getRouteApi } from "@tanstack/react-router";
import BoardPage from "@/board/BoardPage";
import { RequirePerson } from "./RequirePerson";

const route = getRouteApi("/boards/$boardId");

/** The board of the address. Its view and open item are in the address too, so that they can be sent. */
export default function BoardRoute() {
  const { boardId } = route.useParams();
  const { view, item, thread, reply, suggestion } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <RequirePerson>
      {() => (
        <BoardPage
          key={boardId}
          boardId={boardId}
          view={view ?? "outline"}
          itemId={item ?? null}
          threadId={thread ?? null}
          reply={reply ?? false}
          suggestionId={suggestion ?? null}
          onNavigate={(to) =>
            void navigate({
              search: (now) => ({
                view: to.view ?? now.view,
                item: to.item === undefined ? now.item : (to.item ?? undefined),
                thread: to.thread === undefined ? now.thread : (to.thread ?? undefined),
                suggestion:
                  to.suggestion === undefined ? now.suggestion : (to.suggestion ?? undefined),
              }),
              // Back closes the open item, then leaves the board; what else was looked at is no trail.
              replace: !(to.item && !item),
            })
          }
        />
      )}
    </RequirePerson>
  );
}
