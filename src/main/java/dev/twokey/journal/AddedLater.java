package dev.twokey.journal;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.OptBoolean;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a list of an event that older events of the same version don't have: it is read as empty
 * there, so that the version can stay. Everything else that lacks is refused.
 */
@JacksonAnnotationsInside
@JacksonInject(value = AddedLater.EMPTY, useInput = OptBoolean.TRUE)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD})
public @interface AddedLater {
  /** What stands for the list that is not there. */
  String EMPTY = "an empty list";
}
