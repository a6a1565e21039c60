import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { keepAnswers, restoreAnswers } from "@/api/keep";
import { createQueryClient } from "@/api/queryClient";
import { hearWorker } from "@/inbox/worker";
import { UiProvider } from "@/ui/UiProvider";
import { LastResort } from "./LastResort";
import { createAppRouter } from "./router";

/** Everything that one page load shares: the kept answers, the theme and the router. */
export function App() {
  const [{ queries, router }] = useState(start);
  useEffect(() => keepAnswers(queries, localStorage), [queries]);
  useEffect(() => hearWorker(queries, router), [queries, router]);
  return (
    <LastResort>
      <QueryClientProvider client={queries}>
        <UiProvider>
          <RouterProvider router={router} />
        </UiProvider>
      </QueryClientProvider>
    </LastResort>
  );
}

function start() {
  const queries = createQueryClient();
  restoreAnswers(queries, localStorage);
  return { queries, router: createAppRouter(queries) };
}
