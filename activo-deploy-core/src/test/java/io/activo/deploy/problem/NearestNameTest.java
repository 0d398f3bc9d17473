package io.activo.deploy.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestNameTest {

  @Test
  void findsWhatWasMeant() {
    List<String> names = List.of("branches", "tags", "protected", "DB_URL");
    assertEquals(Optional.of("branches"), NearestName.of("brnaches", names));
    assertEquals(Optional.of("DB_URL"), NearestName.of("db_url", names));
    assertEquals("did you mean 'tags'?", NearestName.hint("tag", names));
  }

  @Test
  void saysNothingWhenNothingIsNear() {
    assertEquals(Optional.empty(), NearestName.of("heroku", List.of("tags", "kubernetes")));
    assertEquals("", NearestName.hint("x", List.of()));
    assertEquals(Optional.empty(), NearestName.of("K", List.of("_")));
  }
}
