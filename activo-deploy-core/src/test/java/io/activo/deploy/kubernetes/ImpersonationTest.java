package io.activo.deploy.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.activo.deploy.problem.DeployException;
import io.activo.deploy.problem.Place;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImpersonationTest {

  @Test
  void sendsWhomAUserActsAs() {
    assertEquals(
        """
        Impersonate-User: ann
        Impersonate-Uid: 7
        Impersonate-Group: dev
        Impersonate-Group: ops
        Impersonate-Extra-example.com%2Fscopes%25: view
        """,
        headers(
            Map.of(
                "as",
                "ann",
                "as-uid",
                "7",
                "as-groups",
                List.of("dev", "ops"),
                "as-user-extra",
                Map.of("example.com/scopes%", List.of("view")))));
  }

  @Test
  void sendsNothingForAUserWhoActsForItself() {
    assertEquals("", headers(Map.of("token", "t")));
  }

  @Test
  void refusesGroupsWithoutAUser() {
    DeployException refused =
        assertThrows(DeployException.class, () -> headers(Map.of("as-groups", List.of("dev"))));
    assertEquals(
        "context a: the kubeconfig has groups, uid or extra to act with, but no user to act as; add"
            + " 'as' to the user, or remove as-uid, as-groups and as-user-extra",
        refused.getMessage());
  }

  private static String headers(Map<String, Object> user) {
    return Impersonation.of(new LiveObject(user), Place.of("context a")).headers().toString();
  }
}
